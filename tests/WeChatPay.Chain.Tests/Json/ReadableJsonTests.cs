using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Json;

namespace WeChatPay.Chain.Tests.Json;

internal sealed class ReadableJsonTests
{
    [TestCase(@"\ud83d\ude00", "😀", TestName = "Parse_APairOfSurrogates_IsItsCharacter")]
    [TestCase(@"\uD83D\uDE00", "😀", TestName = "Parse_APairInUpperCase_IsItsCharacter")]
    [TestCase(@"a\ud83d", "a\uFFFD", TestName = "Parse_TheFirstHalfAlone_IsReplaced")]
    [TestCase(@"\ude00b", "\uFFFDb", TestName = "Parse_TheSecondHalfAlone_IsReplaced")]
    [TestCase(@"\ud83d\ud83d\ude00", "\uFFFD😀", TestName = "Parse_AHalfBeforeAPair_IsReplacedAlone")]
    [TestCase(@"\\ud83d", @"\ud83d", TestName = "Parse_ABackslashThatIsEscaped_IsNoHalf")]
    [TestCase(@"\\\ud83d", "\\\uFFFD", TestName = "Parse_AHalfBehindABackslash_IsReplaced")]
    [TestCase(@"\u6df1\n\ud83d", "深\n\uFFFD", TestName = "Parse_OtherEscapes_StayWhatTheyAre")]
    public void Parse_AString(string written, string expected)
    {
        Assert.That(Parse($"\"{written}\"").GetString(), Is.EqualTo(expected));
        Assert.That(Parse($"{{\"{written}\":1}}").EnumerateObject().Single().Name, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_ANameThatHoldsHalfAPair_LeavesTheOthersReadable() =>
        Assert.That(Parse(@"{""code"":""X"",""\ud83daaaa"":1}").GetProperty("code").GetString(), Is.EqualTo("X"));

    [TestCase(@"""\ud8""")]
    [TestCase(@"""\ud83d")]
    [TestCase(@"\ud83d")]
    [TestCase("{")]
    [TestCase("")]
    public void Parse_WhatIsNotJson_IsUndefined(string text) => Assert.That(Parse(text).ValueKind, Is.EqualTo(JsonValueKind.Undefined));

    private static JsonElement Parse(string text) => ReadableJson.Parse(Encoding.UTF8.GetBytes(text));
}
