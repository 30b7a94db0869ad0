using System.Text;

namespace WeChatPay.Chain.Signing;

/// <summary>Builds signature messages (签名串) from their lines.</summary>
internal static class SignatureMessage
{
    /// <summary>Ends each line with a line feed, including the last one.</summary>
    /// <exception cref="ArgumentException">A line contains a line feed, which would make two lines of it.</exception>
    public static string Join(params ReadOnlySpan<string> lines)
    {
        var message = new StringBuilder();
        for (var index = 0; index < lines.Length; index++)
        {
            message.Append(lines[index].Contains('\n', StringComparison.Ordinal) ? throw TwoLines(index) : lines[index]).Append('\n');
        }
        return message.ToString();
    }

    private static ArgumentException TwoLines(int index) => new(
        $"Value {index} contains a line feed, so the signature message would have one line too many. Remove it; a body goes into "
        + "Formatter.Request or Formatter.Response.",
        "values");
}
