namespace WeChatPay.Chain.Requests;

/// <summary>Says what is wrong with a key that is neither an option nor a variable of the template, and what was probably meant.</summary>
internal static class UnknownOption
{
    public static ArgumentException Error(string key, string template, IReadOnlyList<string> variables) => new(
        (ElsewhereHere(key) is { } place
            ? $"The option '{key}' of wechatpay-php lives elsewhere here: {place}"
            : $"'{key}' is neither an option nor a variable of '{template}'.{Suggestion(key, variables)}")
        + $" Options: {string.Join(", ", OptionNames.All)}. Variables of this template: {(variables.Count > 0 ? string.Join(", ", variables) : "none")}.",
        key);

    private static string? ElsewhereHere(string key) => key switch
    {
        "debug" => "put a logging DelegatingHandler into WeChatPayClientOptions.PrimaryHandler.",
        "handler" => "WeChatPayClientOptions.PrimaryHandler takes an HttpMessageHandler.",
        "verify" => "TLS is always checked; trust a private root in the handler given as WeChatPayClientOptions.PrimaryHandler.",
        "cert" or "ssl_key" => "WeChatPayClientOptions.MerchantCertificate holds certificate and key, and 'security' presents them.",
        "proxy" => "set it on the SocketsHttpHandler given as WeChatPayClientOptions.PrimaryHandler.",
        "multipart" => "pass a MediaUpload as 'body'.",
        "form_params" => "pass a FormUrlEncodedContent as 'body'.",
        _ => null,
    };

    private static string Suggestion(string key, IReadOnlyList<string> variables)
    {
        var nearest = OptionNames.All.Concat(variables).MinBy(name => Distance(key, name))!;
        return Distance(key, nearest) <= Math.Max(1, Math.Min(key.Length, nearest.Length) / 3) ? $" Did you mean '{nearest}'?" : "";
    }

    // Optimal string alignment: two neighbours swapped (josn) count as one slip, like a wrong, missing or extra letter.
    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (SameLetter(from[i - 1], to[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && SameLetter(from[i - 1], to[j - 2]) && SameLetter(from[i - 2], to[j - 1]))
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }
        return table[from.Length, to.Length];
    }

    private static bool SameLetter(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
