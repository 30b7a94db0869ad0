using System.Reflection;
using System.Runtime.CompilerServices;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class PublicTypesTests
{
    // A chain is the base of the client; options are for a merchant to extend; the exception is the base of three; a response may have
    // typed data.
    private static readonly Type[] _mayBeDerived =
    [
        typeof(UrlChain), typeof(WeChatPayClientOptions), typeof(WeChatPayException), typeof(WeChatPayResponse),
        // Another algorithm derives from these.
        typeof(PlatformKey), typeof(IncrementalVerifier), typeof(AlgorithmSuite), typeof(ResourceCipher), typeof(FileDecryptor),
    ];

    private static readonly Assembly _library = typeof(WeChatPayClient).Assembly;

    [Test]
    public void PublicClass_IsSealed_UnlessListed()
    {
        var open = _library.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed);

        Assert.That(open, Is.EquivalentTo(_mayBeDerived), "Seal the type, or say here why it may be derived.");
    }

    [Test]
    public void InternalClass_IsSealed_UnlessAnotherDerivesFromIt()
    {
        var types = _library.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute))).ToList();
        var open = types.Where(type =>
            type is { IsClass: true, IsSealed: false, IsVisible: false } && !types.Exists(other => other.BaseType == type));

        Assert.That(open.Where(type => !type.FullName!.StartsWith("System.", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Field_ThatIsStatic_NeverChanges()
    {
        var changing = _library.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.Namespace?.StartsWith("WeChatPay", StringComparison.Ordinal) == true)
            .SelectMany(type =>
                type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            // A buffer that a thread uses again holds nothing from one use to the next.
            .Where(field => field is { IsInitOnly: false, IsLiteral: false } && !field.IsDefined(typeof(ThreadStaticAttribute)))
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.That(changing, Is.Empty);
    }
}
