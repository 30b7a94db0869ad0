using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints;

/// <summary>An object of a response or a notification, read from the JSON that was verified.</summary>
/// <remarks>
/// A missing optional field is <see langword="null"/>, and a missing list is empty. A missing field that is documented as always present,
/// and a value of another type, throw an <see cref="InvalidOperationException"/> that names the field. A field that is not documented is
/// read by its name: <c>response.Data["new_field"]</c>.
/// </remarks>
public abstract class ResponseFields : IJsonWrapper
{
    private JsonElement _json;

    private protected ResponseFields()
    {
    }

    JsonElement IJsonWrapper.Json => Received;

    /// <summary>Gets the value as it was received.</summary>
    private protected virtual JsonElement Received => _json;

    /// <summary>Gets a field by its name on the wire, with dynamic members.</summary>
    /// <param name="name">The name, such as <c>out_trade_no</c>.</param>
    /// <returns>The value, as <see cref="DynamicJson.Read"/> returns it. <see langword="null"/> if the field is missing.</returns>
    [IndexerName("Field")]
    public dynamic? this[string name] => FieldReader.TryGet(_json, name, out var value) ? DynamicJson.Read(value) : null;

    /// <summary>Returns the JSON.</summary>
    public override string ToString() => _json.ValueKind == JsonValueKind.Undefined ? "" : _json.GetRawText();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    internal static T Create<T>(JsonElement json)
        where T : ResponseFields, new() => new() { _json = json };

    private protected string GetString(string name) => FieldReader.Require(_json, name, FieldReader.ReadString);

    private protected string? FindString(string name) => FieldReader.Find(_json, name, FieldReader.ReadString);

    private protected long GetInt64(string name) => FieldReader.Require(_json, name, FieldReader.ReadInt64);

    private protected long? FindInt64(string name) => FieldReader.FindValue(_json, name, FieldReader.ReadInt64);

    private protected decimal GetDecimal(string name) => FieldReader.Require(_json, name, FieldReader.ReadDecimal);

    private protected decimal? FindDecimal(string name) => FieldReader.FindValue(_json, name, FieldReader.ReadDecimal);

    private protected bool GetBoolean(string name) => FieldReader.Require(_json, name, FieldReader.ReadBoolean);

    private protected bool? FindBoolean(string name) => FieldReader.FindValue(_json, name, FieldReader.ReadBoolean);

    private protected JsonElement? FindJson(string name) => FieldReader.FindValue(_json, name, static (value, _) => value);

    private protected T GetObject<T>(string name)
        where T : ResponseFields, new() => FieldReader.Require(_json, name, FieldReader.ReadObject<T>);

    private protected T? FindObject<T>(string name)
        where T : ResponseFields, new() => FieldReader.Find(_json, name, FieldReader.ReadObject<T>);

    private protected T GetText<T>(string name)
        where T : ResponseText, new() => FieldReader.Require(_json, name, FieldReader.ReadText<T>);

    private protected T? FindText<T>(string name)
        where T : ResponseText, new() => FieldReader.Find(_json, name, FieldReader.ReadText<T>);

    private protected IReadOnlyList<T> ListObjects<T>(string name)
        where T : ResponseFields, new() => FieldReader.List(_json, name, FieldReader.ReadObject<T>);

    private protected IReadOnlyList<string> ListStrings(string name) => FieldReader.List(_json, name, FieldReader.ReadString);

    private protected IReadOnlyList<long> ListInt64s(string name) => FieldReader.List(_json, name, FieldReader.ReadInt64);

    private protected IReadOnlyList<decimal> ListDecimals(string name) => FieldReader.List(_json, name, FieldReader.ReadDecimal);
}
