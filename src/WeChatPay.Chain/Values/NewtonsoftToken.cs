using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Values;

/// <summary>
/// Reads the tokens of Newtonsoft.Json (<c>JObject</c>, <c>JArray</c>, <c>JValue</c>) without depending on it: their types are known by
/// name.
/// </summary>
internal static class NewtonsoftToken
{
    private const string Token = "Newtonsoft.Json.Linq.JToken";

    /// <summary>Whether the type is one of its tokens.</summary>
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

    /// <returns>
    /// The value of a <c>JValue</c>; a <c>JObject</c>, which is a dictionary, and a <c>JArray</c>, which is a list, as they are.
    /// </returns>
    /// <exception cref="ArgumentException">The token is something else, such as a comment, raw text or a single property.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where a trimmer has removed the properties the token is rejected.")]
    public static object? Unwrap(object token) => token.GetType().GetProperty("Type")?.GetValue(token)?.ToString() switch
    {
        "Object" or "Array" => token,
        "Null" => null,
        "Integer" or "Float" or "String" or "Boolean" or "Date" or "Bytes" or "Guid" or "Uri" or "TimeSpan" =>
            token.GetType().GetProperty("Value", typeof(object))!.GetValue(token),
        var kind => throw new ArgumentException(
            $"A {token.GetType().Name} of Newtonsoft.Json ({kind ?? "unknown"}) is not a JSON value, object or array. Pass a JObject, a JArray or "
            + "a JValue."),
    };
}
