using System.Globalization;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Makes a value for each field: plausible enough to be sent, and different for different names.</summary>
internal static class SampleValue
{
    private const int MaxNumber = 900;

    /// <summary>The C# literal of a single value.</summary>
    public static string Literal(Field field) => field.Type switch
    {
        FieldType.Integer or FieldType.Number when IsMerchant(field) => RecordedCall.MerchantId,
        FieldType.Integer => Number(field).ToString(CultureInfo.InvariantCulture),
        FieldType.Number => field.Sample == "int" ? Number(field).ToString(CultureInfo.InvariantCulture) : $"{Number(field)}.25m",
        FieldType.Float => $"{Number(field)}.5m",
        FieldType.Boolean or FieldType.True => "true",
        _ => $"\"{Text(field)}\"",
    };

    /// <summary>The value of a string, which has characters that are encoded in a URL or escaped in JSON by default.</summary>
    public static string Text(Field field) => field switch
    {
        { Values.Values: [var first, ..] } => first,
        // The client signs for its own merchant only.
        _ when IsMerchant(field) => RecordedCall.MerchantId,
        // A header, which is ASCII.
        _ when field.Name.Contains('-', StringComparison.Ordinal) => "gzip",
        { Name: "sign_type" } => "HMAC-SHA256",
        _ => $"{field.Name} 值+/{Number(field)}",
    };

    private static bool IsMerchant(Field field) => field.Name is "mch_id" or "mchid" or "combine_mch_id";

    private static int Number(Field field) => 1 + (field.Name.Sum(c => c) % MaxNumber);
}
