using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Writes the line that calls an operation, with each field set.</summary>
internal sealed class LineWriter(CallStyle style)
{
    private static readonly string[] _parts = ["json", "xml", "query"];

    private readonly FieldWriter _fields = new(style);

    /// <summary>The expression, such as <c>client.v3.pay.transactions.native.PostAsync(json: new { … })</c>.</summary>
    public string Write(Operation operation, bool isAsync) =>
        $"client.{Path(operation)}.{Verb(operation)}{(isAsync ? "Async" : "")}({string.Join(", ", Arguments(operation))})";

    private static string Verb(Operation operation) => operation.Method[0] + operation.Method[1..].ToLowerInvariant();

    private static string Path(Operation operation) => string.Join('.', operation.Path.Split('/').Select(Member));

    private static string Member(string segment)
    {
        if (segment[0] == '{')
        {
            return $"_{segment[1..^1]}_";
        }
        var words = segment.Split('-');
        return FieldWriter.Identifier(words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
    }

    private IEnumerable<string> Arguments(Operation operation)
    {
        foreach (var variable in operation.FindPlace("path")?.Fields ?? [])
        {
            yield return $"{FieldWriter.Identifier(variable.Name)}: {SampleValue.Literal(variable with { Sample = "int" })}";
        }
        foreach (var part in operation.Places.Where(place => _parts.Contains(place.Name)))
        {
            yield return $"{part.Name}: {_fields.WriteObject(part.Fields)}";
        }
        if (operation.FindPlace("multipart") is not null)
        {
            yield return operation.Version == "v3" ? "body: Uploads.Media()" : "body: Uploads.Multipart()";
        }
        if (operation.FindPlace("header") is { } header)
        {
            yield return $"headers: {_fields.WriteObject(header.Fields)}";
        }
        if (style != CallStyle.Typed)
        {
            if (operation.Host is { IsOnly: true, Url: var url })
            {
                yield return $"base_uri: \"{url}\"";
            }
            foreach (var flag in operation.Documentation.Flags.Where(flag => flag is "security" or "nonceless"))
            {
                yield return $"{flag}: true";
            }
        }
    }
}
