using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>error STATUS CODE …</c>.</summary>
internal static class ErrorLine
{
    private const string Unknown = "-";

    public static ErrorCodes Parse(SourceLine line, string value)
    {
        var words = WordList.Parse(line, value);
        var status = words[0];
        if (status != Unknown && (status.Length != 3 || !status.All(IsDigit)))
        {
            throw line.Error($"'{status}' is not an HTTP status; expected three digits, or '-' if it is not known.");
        }
        if (words.Length == 1)
        {
            throw line.Error($"No error code follows '{status}'.");
        }
        var codes = words.Skip(1).ToArray();
        if (Array.Find(codes, code => !IsCode(code)) is { } wrong)
        {
            throw line.Error($"'{wrong}' is not an error code; expected upper-case letters, digits and '_'.");
        }
        return new(status, codes);
    }

    private static bool IsCode(string text) =>
        text[0] is >= 'A' and <= 'Z' && text.All(character => character is (>= 'A' and <= 'Z') or '_' || IsDigit(character));

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
