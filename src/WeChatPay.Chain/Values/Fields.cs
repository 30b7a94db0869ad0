namespace WeChatPay.Chain.Values;

/// <summary>Reads the fields of APIv2 messages and the values of signature messages.</summary>
internal static class Fields
{
    /// <param name="value">An anonymous object, or any string-keyed dictionary.</param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">The value has no named fields.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> From(object value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return NamedValues.TryRead(value) ?? throw new ArgumentException(
            $"A {TypeLabel.From(value.GetType())} has no named fields; an anonymous object or a dictionary with string keys is expected.",
            parameter);
    }

    /// <summary>Converts the value of a field to text. As in wechatpay-php, true is <c>1</c>, false and null are empty.</summary>
    /// <param name="value">A single value. Other types are written by <see cref="ScalarText"/>.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">The value is not a single value, or cannot be written as text.</exception>
    public static string GetText(object? value, string name, string parameter) => JsonUnwrapper.Unwrap(value) switch
    {
        Sensitive => throw Sensitive.NotSupported(name, parameter),
        true => "1",
        false => "",
        var plain when ScalarText.IsScalar(plain) => ScalarText.From(plain, $"The value of '{name}'", parameter) ?? "",
        _ => throw new ArgumentException(
            $"The value of '{name}' must be a string, a number or a Boolean value (was {TypeLabel.From(value!.GetType())}). "
                + "Pass nested data as the text that the platform documents, usually JSON.",
            parameter),
    };
}
