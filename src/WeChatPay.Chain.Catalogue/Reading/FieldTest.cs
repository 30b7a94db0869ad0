namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The test of a field: <c>FIELD</c> is present, <c>!FIELD</c> is not, or <c>FIELD=VALUE</c>.</summary>
internal static class FieldTest
{
    public static bool IsValid(string test)
    {
        var equals = test.IndexOf('=');
        return equals < 0
            ? FieldName.IsValid(test.Length > 0 && test[0] == '!' ? test.Substring(1) : test)
            : equals < test.Length - 1 && FieldName.IsValid(test.Substring(0, equals));
    }

    /// <summary>Gets the field that a test reads.</summary>
    public static string FieldOf(string test) =>
        test[0] == '!' ? test.Substring(1) : test.IndexOf('=') is > 0 and var equals ? test.Substring(0, equals) : test;
}
