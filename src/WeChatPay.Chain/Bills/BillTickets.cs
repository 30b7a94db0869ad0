using System.Globalization;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Bills;

/// <summary>Reads a response that describes a bill, which is one file or the concatenation of several.</summary>
internal static class BillTickets
{
    private const string List = "download_bill_list";
    private const string Count = "download_bill_count";
    private const string Sequence = "bill_sequence";

    /// <param name="response">The verified response.</param>
    /// <param name="algorithms">Creates the digests.</param>
    /// <param name="template">The endpoint, for messages.</param>
    /// <returns>The files, at least one, in the order of their concatenation.</returns>
    /// <exception cref="WeChatPaySignatureException">The response does not name all files with supported digests.</exception>
    public static IReadOnlyList<BillTicket> Read(WeChatPayResponse response, AlgorithmSet algorithms, string template)
    {
        if (response.Json is not { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty(List, out var list))
        {
            return [new BillTicket(response.Json, algorithms, template, response.RequestId)];
        }
        var files = list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : Array.Empty<JsonElement>();
        var order = files.Select(file => Number(file, Sequence)).ToArray();
        var isWhole = (Number(json, Count) ?? files.Length) == files.Length
            && order.Order().SequenceEqual(Enumerable.Range(1, files.Length).Cast<int?>());
        if (files.Length == 0 || !isWhole)
        {
            throw new WeChatPaySignatureException(
                SignatureFailure.Malformed,
                $"The response to GET {template} names {files.Length} files in '{List}', which does not match "
                    + $"its '{Count}' and '{Sequence}' "
                    + "(1, 2, …): the bill is missing or incomplete. Nothing was downloaded; request it again.",
                requestId: response.RequestId);
        }
        Array.Sort(order, files);
        return [.. files.Select(file => new BillTicket(file, algorithms, template, response.RequestId))];
    }

    private static int? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
