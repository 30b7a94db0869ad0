namespace WeChatPay.Chain.Values;

/// <summary>The fields of an APIv2 message, and the lines of a signed text, as they are handed over.</summary>
internal static class Fields
{
    /// <param name="value">An anonymous object, or any dictionary with string keys.</param>
    /// <param name="parameter">The caller's parameter, for the message.</param>
    /// <exception cref="ArgumentException">The value has no names.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> From(object value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return NamedValues.TryRead(value) ?? throw new ArgumentException(
            $"A {TypeLabel.From(value.GetType())} has no named fields; an anonymous object or a dictionary with string keys is expected.", parameter);
    }

    /// <summary>
    /// The text of one field: truth is <c>1</c>, false and null are empty, as in the PHP library whose lines are ported here.
    /// </summary>
    /// <param name="value">A single value; <see cref="ScalarText"/> writes whatever is no truth value.</param>
    /// <param name="name">The field, for the message.</param>
    /// <param name="parameter">The caller's parameter, for the message.</param>
    /// <exception cref="ArgumentException">The value is a list, has names, or has no text of its own.</exception>
    public static string GetText(object? value, string name, string parameter) => PlainValue.From(value) switch
    {
        Sensitive => throw Sensitive.NotSupported(name, parameter),
        true => "1",
        false => "",
        var plain when ScalarText.IsScalar(plain) => ScalarText.From(plain, $"The value of '{name}'", parameter) ?? "",
        _ => throw new ArgumentException(
            $"The value of '{name}' must be a string, a number or a Boolean value (was {TypeLabel.From(value!.GetType())}). Pass nested data as "
            + "the text that the platform documents, usually JSON.",
            parameter),
    };
}
