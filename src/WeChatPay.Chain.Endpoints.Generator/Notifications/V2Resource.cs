using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Notifications;

/// <summary>The content of an APIv2 webhook as the client hands it out.</summary>
internal static class V2Resource
{
    /// <summary>The fields. Those of an encrypted refund are the decrypted ones, because the others are not signed.</summary>
    public static IReadOnlyList<Field> FieldsOf(Webhook webhook) =>
        webhook.Resource.FirstOrDefault(IsRefund)?.Fields ?? [.. webhook.Resource.Select(WithoutCiphertext)];

    /// <summary>The C# expression that recognizes the fields.</summary>
    public static string FormatTest(Webhook webhook) =>
        webhook.Tests.Count == 0 ? "false" : string.Join(" && ", webhook.Tests.Select(Format));

    private static bool IsRefund(Field field) => field.Key == "apiv2-aes-ecb";

    // The caller decrypts it.
    private static Field WithoutCiphertext(Field field) => field.Key is null ? field : field with { Fields = [] };

    private static string Format(string test) => test.Split('=') switch
    {
        [var name, var value] => $"fields.GetValueOrDefault(\"{name}\") == \"{value}\"",
        [['!', .. var name]] => $"!fields.ContainsKey(\"{name}\")",
        _ => $"fields.ContainsKey(\"{test}\")",
    };
}
