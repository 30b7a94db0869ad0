using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads one file, in any order of lines. What a file says about other files is checked by <see cref="CatalogueCheck"/>.</summary>
internal sealed class FileReader
{
    private readonly CatalogueText _file;
    private readonly List<Operation> _operations = [];
    private readonly List<Webhook> _webhooks = [];

    private FileReader(CatalogueText file)
    {
        _file = file;
    }

    /// <summary>Gets the first lines of operations and webhooks.</summary>
    public List<Header> Headers { get; } = [];

    public List<RivalReference> Rivals { get; } = [];

    public EndpointCatalogue Content => new(_operations, _webhooks);

    public static FileReader Read(CatalogueText file)
    {
        var reader = new FileReader(file);
        reader.Read();
        return reader;
    }

    private void Read()
    {
        var lines = new LineCursor(_file);
        while (lines.Current is { } line)
        {
            var header = Header.Parse(line);
            lines.MoveNext();
            Headers.Add(header);
            CheckFile(header);
            if (header.IsWebhook)
            {
                _webhooks.Add(new WebhookReader(lines, header).Read());
            }
            else
            {
                var reader = new OperationReader(lines, header);
                _operations.Add(reader.Read());
                Rivals.AddRange(reader.Rivals);
            }
        }
    }

    private void CheckFile(Header header)
    {
        var expected = CatalogueFileName.From(header);
        if (expected != _file.Name)
        {
            throw header.Line.Error($"'{header.Id}' belongs to the file {expected}.");
        }
    }
}
