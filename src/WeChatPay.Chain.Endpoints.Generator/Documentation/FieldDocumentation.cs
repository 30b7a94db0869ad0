using System.Globalization;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Documentation;

/// <summary>Describes a field in Chinese and English, from its facts and the glossary.</summary>
internal sealed class FieldDocumentation(IReadOnlyDictionary<string, (string Chinese, string English)> glossary)
{
    /// <summary>Describes a field of a request.</summary>
    public string DescribeRequest(Field field) => Describe(field, Requirement(field));

    /// <summary>Describes a field of a response or a notification.</summary>
    public string DescribeResponse(Field field) => Describe(field, requirement: null);

    private string Describe(Field field, string? requirement)
    {
        IEnumerable<string?> parts =
        [
            Meaning(field), requirement, Modes(field), Values(field), Range(field), Form(field), Unit(field), Encryption(field),
            Encoding(field), field.Default is { } value ? $"默认 default: {XmlText.Code(value)}" : null,
            field.Signed is null ? null : "签名 signature of the merchant's private key",
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    private string? Meaning(Field field) =>
        glossary.TryGetValue(field.Name, out var entry) ? $"{XmlText.Escape(entry.Chinese)} {XmlText.Escape(entry.English)}" : null;

    private static string? Requirement(Field field) => field.Mark switch
    {
        FieldMark.Required => "必填 required",
        FieldMark.Unconfirmed => "可能必填 may be required",
        _ => null,
    };

    private static string? Modes(Field field) => field.When.Count == 0
        ? null
        : $"仅 only: {string.Join(", ", field.When.Select(mode => mode.IsRequired ? $"{mode.Name} (必填 required)" : mode.Name))}";

    private static string? Values(Field field) => field.Values switch
    {
        null => null,
        { Source: ValueSource.Fixed, Values: var values } => $"固定 always: {Join(values)}",
        { Source: ValueSource.Listed, Values: var values } => $"值 values: {Join(values)}",
        { Values: var values } => $"值 values: {Join(values)}, …",
    };

    private static string? Range(Field field)
    {
        var name = field.Type == FieldType.String ? "长度 length" : "范围 range";
        var range = (field.Min, field.Max) switch
        {
            (null, null) => null,
            ({ } min, null) => $"{name} ≥ {Format(min)}",
            (null, { } max) => $"{name} ≤ {Format(max)}",
            ({ } min, { } max) => $"{name} {Format(min)}–{Format(max)}",
        };
        var pattern = field.Pattern is null ? null : $"格式 pattern: {XmlText.Code(field.Pattern)}";
        return range is not null && pattern is not null ? $"{range} · {pattern}" : range ?? pattern;
    }

    private static string? Form(Field field) => field.Form switch
    {
        null => null,
        "rfc3339" => "格式 format: RFC 3339",
        "date" => "格式 format: 2006-01-02",
        "datetime" => "格式 format: 2006-01-02 15:04:05",
        "url" => "格式 format: URL",
        var form => $"格式 format: {form}",
    };

    private static string? Unit(Field field) => field.Unit is null ? null : "单位 unit: 分 fen (1/100)";

    private static string? Encryption(Field field) => field.Key switch
    {
        null => null,
        "wechatpay-key" => "加密 encrypted with the platform's key: <c>Sensitive.From(…)</c>",
        "merchant-cert" => "密文 encrypted for the merchant: <c>client.Decrypt(…)</c>",
        "bank-rsa" => "密文 encrypted by the caller with the bank key",
        "apiv3-aes-gcm" => "密文 encrypted with the APIv3 key: <c>AesGcm.Decrypt(…)</c>",
        "apiv2-aes-ecb" => "密文 encrypted with the APIv2 key: <c>AesEcb.Decrypt(…)</c>",
        _ => "密文 encrypted, see the official page",
    };

    private static string? Encoding(Field field) => field.Encoding switch
    {
        null => null,
        "url" => "URL 编码的字符串 string that is URL-encoded",
        _ => "JSON 字符串 string that contains JSON",
    };

    private static string Join(IEnumerable<string> values) => string.Join(", ", values.Select(XmlText.Code));

    private static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);
}
