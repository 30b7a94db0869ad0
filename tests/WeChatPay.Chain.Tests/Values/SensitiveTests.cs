using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.Tests.Values;

internal sealed class SensitiveTests
{
    private const string Name = "张三丰";

    [Test]
    public void Of_Null_IsRejected() => Assert.That(() => Sensitive.From(null!), Throws.ArgumentNullException);

    [Test]
    public void Of_HalfOfACharacter_IsRejectedWithoutTheText()
    {
        Assert.That(
            () => Sensitive.From(Name + "\uD83D"),
            Throws.ArgumentException.With.Message.Contains("surrogate").And.Message.Not.Contains(Name));
    }

    [Test]
    public void ToString_OfAny_IsTheSameMask()
    {
        Assert.That(Sensitive.From(Name).ToString(), Is.EqualTo("***"));
        Assert.That($"{Sensitive.From("x")}", Is.EqualTo("***"));
        Assert.That($"{new { name = Sensitive.From(Name) }}", Is.EqualTo("{ name = *** }"));
    }

    [Test]
    public void Debugger_ShowsTheMaskAndNoField()
    {
        var fields = typeof(Sensitive).GetFields(BindingFlags.NonPublic | BindingFlags.Instance);

        Assert.That(typeof(Sensitive).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value, Is.EqualTo("***"));
        Assert.That(
            fields.Select(field => field.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State),
            Is.All.EqualTo(DebuggerBrowsableState.Never));
        Assert.That(typeof(Sensitive).GetProperties(), Is.Empty);
    }

    [Test]
    public void PlainJson_OfOne_IsRejectedWithoutTheText()
    {
        foreach (var value in new object[]
        {
            Sensitive.From(Name),
            new { name = Sensitive.From(Name) },
            new Dictionary<string, object> { ["name"] = Sensitive.From(Name) }
        })
        {
            Assert.That(() => JsonSerializer.Serialize(value), Throws.InstanceOf<NotSupportedException>().With.Message.Not.Contains(Name));
        }
        Assert.That(() => JsonSerializer.Deserialize<Sensitive>("\"x\""), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public void Values_ThatAreNoJson_AreRejectedWithoutTheText()
    {
        Assert.That(() => JsonValue.Create(Sensitive.From(Name))!.ToJsonString(), Throws.InstanceOf<NotSupportedException>());
        Assert.That(Sensitive.From(Name), Is.Not.InstanceOf<IEnumerable>().And.Not.InstanceOf<IFormattable>());
    }
}
