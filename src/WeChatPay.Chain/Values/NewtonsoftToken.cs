using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Values;

/// <summary>
/// Reads the tokens of Newtonsoft.Json (<c>JObject</c>, <c>JArray</c>, <c>JValue</c>) by the names of their types, without depending on it.
/// </summary>
internal static class NewtonsoftToken
{
    private const string Token = "Newtonsoft.Json.Linq.JToken";

    /// <summary>Whether the type is a token.</summary>
    public static bool IsToken(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.FullName == Token)
            {
                return true;
            }
        }
        return false;
    }

    /// <returns>The value of a <c>JValue</c>, or the same <c>JObject</c> (a dictionary) or <c>JArray</c> (a list).</returns>
    /// <exception cref="ArgumentException">The token is of another kind, such as a comment, raw text or a property.</exception>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "Where a trimmer has removed the properties the token is rejected.")]
    public static object? Unwrap(object token) => token.GetType().GetProperty("Type")?.GetValue(token)?.ToString() switch
    {
        "Object" or "Array" => token,
        "Null" => null,
        "Integer" or "Float" or "String" or "Boolean" or "Date" or "Bytes" or "Guid" or "Uri" or "TimeSpan" =>
            token.GetType().GetProperty("Value", typeof(object))!.GetValue(token),
        var kind => throw new ArgumentException(
            $"A {token.GetType().Name} of Newtonsoft.Json ({kind ?? "unknown"}) is not a JSON value, object or "
                + "array. Pass a JObject, a JArray or a JValue."),
    };
}
