using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Responses;

/// <summary>A field of APIv2 whose name has running numbers: <c>coupon_id_$n</c> is the method <c>coupon_id_n(0)</c>.</summary>
internal static class NumberedField
{
    public static bool IsNumbered(Field field) => field.Name.Contains('$', StringComparison.Ordinal);

    public static string Format(Field field, string type, string read)
    {
        var numbers = field.Name.Split('_').Where(word => word[0] == '$').Select(word => word[1..]).ToList();
        var parameters = string.Join(", ", numbers.Select(number => $"int {number}"));
        var name = field.Name.Replace("$", "", StringComparison.Ordinal);
        var wire = string.Join('_', field.Name.Split('_').Select(word => word[0] == '$' ? $"{{{word[1..]}}}" : word));
        return $"public {type} {name}({parameters}) => {read}(global::System.FormattableString.Invariant($\"{wire}\"));";
    }
}
