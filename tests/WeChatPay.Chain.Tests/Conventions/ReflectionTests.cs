using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>A trimmed or native program is warned, while it is compiled, where it passes an object that is read by reflection.</summary>
internal sealed class ReflectionTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Test]
    public void Method_ThatTakesAnObject_IsAnnotated() =>
        Assert.That(typeof(WeChatPayClient).Assembly.GetExportedTypes().SelectMany(Unannotated), Is.Empty);

    [Test]
    public void Method_ThatTakesAnObjectAndIsNotAnnotated_IsFound() =>
        Assert.That(Unannotated(typeof(Samples)), Is.EquivalentTo([".ctor", nameof(Samples.Half), nameof(Samples.None)]));

    // No options, and null, are RequestOptions: they need no reflection.
    [Test]
    public void Method_ThatTakesOptionsAsAnObject_TakesRequestOptionsWithoutAWarning()
    {
        var methods = typeof(WeChatPayClient).GetMethods().Where(method => method.GetParameters().Any(IsOptions)).ToList();
        var typed = methods.Select(method => (Method: method, Counterpart: CounterpartOf(method))).ToList();

        Assert.That(methods, Has.Count.EqualTo(16));
        Assert.That(typed.Where(pair => pair.Counterpart is null || IsAnnotated(pair.Counterpart)), Is.Empty);
        Assert.That(typed.Where(pair => pair.Method.GetParameters().Single(IsOptions).IsOptional), Is.Empty);
        Assert.That(typed.Where(pair => !pair.Counterpart!.GetParameters().Single(IsTyped).IsOptional), Is.Empty);
    }

    private static IEnumerable<string> Unannotated(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
            .Where(method => !method.IsSpecialName || method.IsConstructor)
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(object)))
            .Where(method => !IsAnnotated(method) && !IsEquals(method))
            .Select(method => method.Name);

    private static bool IsAnnotated(MethodBase method) =>
        method.IsDefined(typeof(RequiresUnreferencedCodeAttribute)) && method.IsDefined(typeof(RequiresDynamicCodeAttribute));

    private static bool IsEquals(MethodBase method) => method.Name == nameof(Equals);

    private static bool IsOptions(ParameterInfo parameter) =>
        parameter.Name == "options" && parameter.ParameterType == typeof(object);

    private static bool IsTyped(ParameterInfo parameter) => parameter.ParameterType == typeof(RequestOptions);

    private static MethodInfo? CounterpartOf(MethodInfo method) => typeof(WeChatPayClient).GetMethod(
        method.Name,
        [.. method.GetParameters().Select(parameter => IsOptions(parameter) ? typeof(RequestOptions) : parameter.ParameterType)]);

#pragma warning disable CA1822, CA1801, IDE0060, CS9113 // Samples for the search.
    private sealed class Samples(object value)
    {
        [RequiresUnreferencedCode("Sample.")]
        [RequiresDynamicCode("Sample.")]
        public void Both(object value)
        {
        }

        [RequiresUnreferencedCode("Sample.")]
        public void Half(object value)
        {
        }

        public void None(string text, object? value)
        {
        }

        public void Typed(RequestOptions options, out object? value) => value = null;
    }
#pragma warning restore CA1822, CA1801, IDE0060, CS9113
}
