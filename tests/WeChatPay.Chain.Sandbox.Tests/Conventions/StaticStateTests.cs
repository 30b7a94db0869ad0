using System.Reflection;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Sandbox.Tests.Conventions;

public sealed class StaticStateTests
{
    // Sandboxes in one process must not share state.
    [Test]
    public void Sandbox_StaticFields_AreReadOnly()
    {
        var changing = typeof(WeChatPaySandbox).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .SelectMany(type =>
                type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false })
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.That(changing, Is.Empty);
    }
}
