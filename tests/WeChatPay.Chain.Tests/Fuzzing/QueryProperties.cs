using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>The option <c>query</c>: what goes in comes out when the platform decodes it.</summary>
internal static partial class QueryProperties
{
    private static readonly Gen<KeyValuePair<string, string>[]> _pairs = Texts.Any.Zip(Texts.Any, KeyValuePair.Create).ArrayOf();

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("Write_AnyPairs_ComeBackWhenDecoded", _pairs,
            pairs => Decoded(QueryString.Write(pairs)).SequenceEqual(pairs)),
        FuzzProperty.Of("Write_AnyListAndMap_ComeBackUnderBracketedNames", _pairs,
            pairs => Decoded(QueryString.Write(new { list = pairs.Select(pair => pair.Value), map = pairs })).SequenceEqual(
                [
                    .. pairs.Select((pair, index) => KeyValuePair.Create($"list[{index}]", pair.Value)),
                    .. pairs.Select(pair => KeyValuePair.Create($"map[{pair.Key}]", pair.Value))
                ])),
        FuzzProperty.Of("Write_AnyReadyText_IsRejectedOrHoldsOnlyWhatAQueryMayHold", Texts.Broken, text =>
            Ready(text) is not { } query || OnlyQueryCharacters().IsMatch(query)),
        FuzzProperty.Of("Write_AQueryThatWasWritten_StaysAsItIs", _pairs, pairs =>
            QueryString.Write(pairs) is var query && (string)QueryString.Write(query) == query),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Decoded(string query) =>
        from pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let separator = pair.IndexOf('=', StringComparison.Ordinal)
        select KeyValuePair.Create(Uri.UnescapeDataString(pair[..separator]), Uri.UnescapeDataString(pair[(separator + 1)..]));

    private static string? Ready(string text)
    {
        try
        {
            return QueryString.Write(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex OnlyQueryCharacters();
}
