using System.Collections;
using System.Dynamic;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

/// <summary>The caller's types that are read by their members.</summary>
public partial class NamedValuesTests
{
    private static IEnumerable<TestCaseData> OwnTypes =>
    [
        Case("Class", new Order { b = "1", a = 2 }),
        Case("ClassWithFields", new WithFields { b = "1", a = 2 }),
        Case("Record", new OrderRecord("1", 2)),
        Case("RecordStruct", new OrderStruct("1", 2)),
        Case("Struct", new PlainStruct("1", 2)),
        Case("GenericRecord", new Generic<int>("1", 2)),
        Case("DerivedClass", new DerivedOrder { b = "1", a = 2 }),
        Case("TypeWithoutNamespace", new OrderOutsideAnyNamespace { b = "1", a = 2 }),
    ];

    private static IEnumerable<TestCaseData> OwnButNameless =>
    [
        Case("List", new OwnList()),
        Case("Stream", new OwnStream()),
        Case("Content", new OwnContent()),
        Case("Exception", new OwnException()),
        Case("Attribute", new OwnAttribute()),
        Case("Enum", OwnEnum.One),
        Case("Delegate", new OwnDelegate(() => "secret")),
        Case("DynamicObject", new OwnDynamic()),
        Case("AsyncSequence", Later()),
        Case("Awaitable", new OwnAwaitable()),
        Case("Task", Task.FromResult("secret")),
        Case("ValueTask", default(ValueTask<string>)),
        Case("Response", new HttpResponseMessage()),
        Case("StringBuilder", new System.Text.StringBuilder("secret")),
        Case("NameValueCollection", new System.Collections.Specialized.NameValueCollection { ["b"] = "secret" }),
        Case("NewtonsoftArray", JArray.Parse("[1]")),
        Case("Bytes", new byte[] { 1 }),
        Case("TimeProvider", new ManualTimeProvider(DateTimeOffset.UnixEpoch)),
    ];

    private static IEnumerable<TestCaseData> OfTheLibrary =>
    [
        Case("RequestOptions", new RequestOptions { Json = 1 }),
        Case("MediaUpload", new MediaUpload([1], "a.png")),
        Case("ClientOptions", new WeChatPayClientOptions()),
        Case("Chain", new FakePlatform().CreateClient().Chain("v3")),
    ];

    [TestCaseSource(nameof(OwnTypes))]
    public void TryRead_OfATypeOfTheCallers_ReadsItsProperties(object value)
    {
        var pairs = NamedValues.TryRead(value)!.Select(pair => $"{pair.Key}={ScalarText.From(pair.Value)}");

        Assert.That(pairs, Is.EquivalentTo("b=1 a=2".Split(' ')));
    }

    [TestCaseSource(nameof(OwnButNameless))]
    [TestCaseSource(nameof(OfTheLibrary))]
    public void TryRead_OfWhatIsSomethingElse_IsNull(object value)
    {
        Assert.That(NamedValues.TryRead(value), Is.Null);
    }

    [Test]
    public void TryRead_OfATypeOfTheCallers_SkipsWhatIsNotPubliclyReadable()
    {
        Assert.That(NamedValues.TryRead(new Secretive())!.Select(pair => pair.Key), Is.EqualTo("Shown Field".Split(' ')));
    }

    [Test]
    public void TryRead_OfAHiddenProperty_ReadsTheNearestOnce()
    {
        var pairs = NamedValues.TryRead(new Hiding { a = "near" })!.ToList();

        Assert.That(pairs.Count(pair => pair.Key == "a"), Is.EqualTo(1));
        Assert.That(pairs.Single(pair => pair.Key == "a").Value, Is.EqualTo("near"));
    }

    [Test]
    public void TryRead_OfATypeWithoutMembers_IsAnError()
    {
        Assert.That(() => NamedValues.TryRead(new Bare()), Throws.ArgumentException.With.Message.Contains("no public property or field"));
    }

    private static async IAsyncEnumerable<int> Later()
    {
        await Task.CompletedTask;
        yield return 1;
    }

    private class Order
    {
        public string b { get; init; } = "";

        public int a { get; init; }
    }

    private sealed class WithFields
    {
        public string b = "";
        public int a;
    }

    private sealed class DerivedOrder : Order;

    private sealed class Hiding : Order
    {
        public new string a { get; init; } = "";
    }

    private sealed class Bare;

    private sealed record OrderRecord(string b, int a);

    private readonly record struct OrderStruct(string b, int a);

    private readonly struct PlainStruct(string b, int a)
    {
        public string b { get; } = b;

        public int a { get; } = a;
    }

    private sealed record Generic<T>(string b, T a);

    private sealed class Secretive
    {
        public const string Constant = "constant";

        public string Field = "field";

        public static string Static => "static";

        public string Shown => Hidden;

        public string WriteOnly
        {
            set => Field = value;
        }

        public string PrivatelyRead { private get; set; } = "";

        internal string Internal => PrivatelyRead;

        private string Hidden => Internal;

        public string this[int index] => $"{index}";
    }

    private sealed class OwnList : IEnumerable
    {
        public int Count { get; } = 1;

        public IEnumerator GetEnumerator() => "a".GetEnumerator();
    }

    private sealed class OwnStream : MemoryStream;

    private sealed class OwnContent() : ByteArrayContent([]);

    private sealed class OwnException : Exception;

    [AttributeUsage(AttributeTargets.All)]
    private sealed class OwnAttribute : Attribute;

    private sealed class OwnAwaitable
    {
        public string Result { get; } = "secret";

        public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
    }

    private sealed class OwnDynamic : DynamicObject
    {
        public string Name { get; } = "secret";
    }

    private enum OwnEnum
    {
        One,
    }

    private delegate string OwnDelegate();
}
