namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks what files say about each other.</summary>
internal static class CatalogueCheck
{
    public static void Check(IReadOnlyCollection<FileReader> files)
    {
        var headers = new Dictionary<string, Header>(StringComparer.Ordinal);
        foreach (var header in files.SelectMany(file => file.Headers))
        {
            if (headers.TryGetValue(header.Id, out var first))
            {
                throw header.Line.Error($"'{header.Id}' is written twice; the first is {first.Line.File}:{first.Line.Number}.");
            }
            headers.Add(header.Id, header);
        }
        foreach (var rival in files.SelectMany(file => file.Rivals))
        {
            if (!headers.TryGetValue(rival.Id, out var header) || header.IsWebhook)
            {
                throw rival.Line.Error($"The rival '{rival.Id}' is not an operation of the catalogue; expected METHOD PATH.");
            }
        }
    }
}
