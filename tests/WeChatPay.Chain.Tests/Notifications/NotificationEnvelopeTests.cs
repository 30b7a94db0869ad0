using System.Globalization;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

/// <summary>The envelope of a resource, in all formats that the platform uses.</summary>
internal sealed class NotificationEnvelopeTests
{
    private readonly ManualTimeProvider _clock = new(SignedNotification.Now);

    [TestCase("2018-02-25T11:22:33+08:00", "2018-02-25T11:22:33+08:00")]
    [TestCase("2018-02-25T11:22:33.123+08:00", "2018-02-25T11:22:33.123+08:00")]
    [TestCase("2018-02-25T03:22:33Z", "2018-02-25T11:22:33+08:00")]
    [TestCase("2018-02-25T04:22:33+01:00", "2018-02-25T11:22:33+08:00")]
    [TestCase("20180225112233", "2018-02-25T11:22:33+08:00")]
    [TestCase("2018-02-25T11:22:33", "2018-02-25T11:22:33+08:00")]
    [TestCase("2018-02-25 11:22:33", "2018-02-25T11:22:33+08:00")]
    public void CreateTime_InASpellingOfThePlatforms_IsRead(string text, string expected)
    {
        var notification = Read(envelope => envelope["create_time"] = text);

        Assert.That(notification.CreateTime, Is.EqualTo(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void CreateTime_WithoutAnOffset_HasChinas() =>
        Assert.That(
            Read(envelope => envelope["create_time"] = "20180225112233").CreateTime!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(8)));

    [TestCase("yesterday")]
    [TestCase("20189925112233")]
    [TestCase("00010101000000")]
    [TestCase("0001-01-01T00:00:00")]
    [TestCase("11:22")]
    [TestCase("")]
    public void CreateTime_ThatIsNotATime_IsNullAndLosesNothing(string text) =>
        Assert.That(Read(envelope => envelope["create_time"] = text), Has.Property("CreateTime").Null.And.Property("Id").Not.Empty);

    [TestCase("create_time")]
    [TestCase("resource_type")]
    [TestCase("summary")]
    [TestCase("resource.original_type")]
    public void Read_WithoutWhatIsNotNeeded_OpensTheRest(string path)
    {
        foreach (var value in new JsonNode?[] { null, 5, new JsonObject() })
        {
            var notification = Read(envelope => Set(envelope, path, value));

            Assert.That((string)notification.Data.trade_state, Is.EqualTo("SUCCESS"));
            Assert.That(notification.EventType, Is.EqualTo("TRANSACTION.SUCCESS"));
        }
        Assert.That((string)Read(envelope => Remove(envelope, path)).Data.trade_state, Is.EqualTo("SUCCESS"));
    }

    [TestCase("id")]
    [TestCase("event_type")]
    [TestCase("resource")]
    [TestCase("resource.ciphertext")]
    [TestCase("resource.nonce")]
    [TestCase("resource.algorithm")]
    public void Read_WithoutWhatIsNeeded_IsAFormatException(string path) =>
        Assert.That(() => Read(envelope => Remove(envelope, path)), Throws.TypeOf<FormatException>());

    private static void Remove(JsonObject envelope, string path) => Owner(envelope, path, out var name).Remove(name);

    private static void Set(JsonObject envelope, string path, JsonNode? value) => Owner(envelope, path, out var name)[name] = value;

    private static JsonObject Owner(JsonObject envelope, string path, out string name)
    {
        var names = path.Split('.');
        name = names[^1];
        return names.Length == 1 ? envelope : (JsonObject)envelope[names[0]]!;
    }

    private Notification Read(Action<JsonObject> change)
    {
        var envelope = (JsonObject)JsonNode.Parse(SignedNotification.Create().Body)!;
        change(envelope);
        var posted = SignedNotification.Sign(System.Text.Encoding.UTF8.GetBytes(envelope.ToJsonString()));
        var options = Merchant.Options();
        options.TimeProvider = _clock;
        return new NotificationReader(options).Read(posted.Headers, posted.Body);
    }
}
