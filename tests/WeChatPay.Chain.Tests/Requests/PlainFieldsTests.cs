using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class PlainFieldsTests
{
    private static readonly IReadOnlyList<string> _several = ["a", "b"];
    private static readonly IReadOnlyList<string> _single = ["a"];
    private static readonly long[] _numbers = [1];
    private static readonly string[] _texts = ["y"];

    private static IEnumerable<TestCaseData> Plain =>
    [
        Case("Scalars", new Fields { ["a"] = "x", ["b"] = 1, ["c"] = 2L, ["d"] = 1.10m, ["e"] = true, ["f"] = null }),
        Case("Dictionary", new Dictionary<string, object?> { ["a"] = new Fields { ["b"] = 1 } }),
        Case("Empty", new Fields()),
        Case("Lists", new Fields { ["a"] = _several, ["b"] = _single, ["c"] = _numbers, ["d"] = new List<Fields?> { new(), null } }),
        Case("MixedList", new Fields { ["a"] = new List<object?> { 1, "x", null, new Fields { ["b"] = 1.10m }, _texts } }),
        Case("OutsideTheBasicPlane", new Fields { ["𠮷"] = "😀\"中" }),
    ];

    private static IEnumerable<TestCaseData> Other =>
    [
        Case("Converter", new FieldsWithConverter { ["a"] = 1 }),
        Case("SeveralContracts", new FieldsOfTwoKinds { ["a"] = 1 }),
        Case("AnonymousObject", new Fields { ["a"] = new { b = DayOfWeek.Friday } }),
        Case("Enum", new Fields { ["a"] = DayOfWeek.Friday }),
        Case("Bytes", new Fields { ["a"] = Array.Empty<byte>() }),
        Case("DerivedItems", new Fields { ["a"] = new List<Fields> { new FieldsWithConverter { ["b"] = 1 } } }),
        Case("Sequence", new Fields { ["a"] = Enumerable.Range(1, 2) }),
    ];

    [TestCaseSource(nameof(Plain))]
    public void IsPlain_TextNumbersListsAndDictionaries_True(object value) => Assert.That(PlainFields.IsPlain(value), Is.True);

    [TestCaseSource(nameof(Other))]
    public void IsPlain_WhatTheSerializerMayWriteDifferently_False(object value) => Assert.That(PlainFields.IsPlain(value), Is.False);

    [TestCaseSource(nameof(Plain))]
    [TestCaseSource(nameof(Other))]
    public void Write_Fields_WhatTheSerializerWrites(object value)
    {
        var written = Encoding.UTF8.GetString(JsonBody.Write(value));

        // The date makes the serializer write it all.
        var serialized = Encoding.UTF8.GetString(JsonBody.Write(new { value, date = DateTimeOffset.UnixEpoch }));
        Assert.That(serialized, Does.StartWith($"{{\"value\":{written},\"date\":"));
    }

    [Test]
    public void Write_FieldsThatContainThemselves_Throws()
    {
        var fields = new Fields();
        fields["a"] = fields;

        Assert.Throws<ArgumentException>(() => JsonBody.Write(fields));
    }

    private static TestCaseData Case(string name, object value) => new TestCaseData(value).SetArgDisplayNames(name);

    private class Fields : IReadOnlyDictionary<string, object?>
    {
        private readonly Dictionary<string, object?> _fields = [];

        public int Count => _fields.Count;

        public IEnumerable<string> Keys => _fields.Keys;

        public IEnumerable<object?> Values => _fields.Values;

        public object? this[string key]
        {
            get => _fields[key];
            set => _fields[key] = value;
        }

        public bool ContainsKey(string key) => _fields.ContainsKey(key);

        public bool TryGetValue(string key, out object? value) => _fields.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [JsonConverter(typeof(CountConverter))]
    private sealed class FieldsWithConverter : Fields;

    private sealed class CountConverter : JsonConverter<FieldsWithConverter>
    {
        public override FieldsWithConverter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, FieldsWithConverter value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", value.Count);
            writer.WriteEndObject();
        }
    }

    private sealed class FieldsOfTwoKinds : Fields, IReadOnlyDictionary<int, string>
    {
        IEnumerable<int> IReadOnlyDictionary<int, string>.Keys => [];

        IEnumerable<string> IReadOnlyDictionary<int, string>.Values => [];

        string IReadOnlyDictionary<int, string>.this[int key] => "";

        bool IReadOnlyDictionary<int, string>.ContainsKey(int key) => false;

        bool IReadOnlyDictionary<int, string>.TryGetValue(int key, out string value)
        {
            value = "";
            return false;
        }

        IEnumerator<KeyValuePair<int, string>> IEnumerable<KeyValuePair<int, string>>.GetEnumerator() =>
            Enumerable.Empty<KeyValuePair<int, string>>().GetEnumerator();
    }
}
