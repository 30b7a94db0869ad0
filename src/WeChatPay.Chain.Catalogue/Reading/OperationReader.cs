using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads an operation.</summary>
internal sealed class OperationReader(LineCursor lines, Header header)
{
    private readonly DocumentationReader _documentation = new(Vocabulary.OperationModes, Vocabulary.OperationFlags);
    private readonly List<Product> _products = [];
    private readonly List<string> _variants = [];
    private readonly List<ErrorCodes> _errors = [];
    private readonly List<Place> _places = [];
    private string? _wire;
    private string? _sample;
    private string? _media;
    private OperationHost? _host;
    private OperationResponse? _response;

    /// <summary>Gets the operations that the lines <c>rival</c> name. Whether they exist is known when all files are read.</summary>
    public List<RivalReference> Rivals { get; } = [];

    public Operation Read()
    {
        while (lines.Current is { Depth: > 0 } line)
        {
            var entry = EntryLine.Parse(line);
            lines.MoveNext();
            if (!_documentation.TryRead(entry))
            {
                Read(entry);
            }
        }
        var operation = new Operation
        {
            Method = header.Method,
            Path = header.Target,
            Title = header.Title,
            Products = _products,
            Wire = _wire,
            Rivals = [.. Rivals.Select(rival => rival.Id)],
            Host = _host,
            Sample = _sample,
            Variants = _variants,
            Media = _media,
            Errors = _errors,
            Places = _places,
            Response = _response ?? throw header.Line.Error($"'{header.Id}' has no response; expected a line '-> KIND'."),
        };
        PathCheck.Check(header.Line, operation);
        var rules = new RuleCheck(name => operation.FindPlace(name)?.Fields, Modes);
        return operation with { Documentation = _documentation.Build(rules) };
    }

    private string[] Modes => _documentation.Modes ?? [];

    private void Read(EntryLine line)
    {
        var (source, value) = (line.Source, line.Value);
        switch (line.Key)
        {
            case "product":
                _products.Add(ProductLine.Parse(source, value));
                break;
            case "wire":
                line.SetOnce(ref _wire, VersionedPath.Check(source, value));
                break;
            case "rival":
                line.AddOnce(Rivals, new(source, value));
                break;
            case "host" or "host!":
                line.SetOnce(ref _host, HostLine.Parse(source, value, isOnly: line.Key == "host!"));
                break;
            case "sample":
                UrlText.Check(source, value);
                line.SetOnce(ref _sample, value);
                break;
            case "variant":
                line.AddOnce(_variants, JsonText.Check(source, value));
                break;
            case "media":
                line.SetOnce(ref _media, JsonText.Check(source, value));
                break;
            case "error":
                AddErrors(source, ErrorLine.Parse(source, value));
                break;
            case "->":
                line.SetOnce(ref _response, ReadResponse(source, value));
                break;
            default:
                ReadPlace(line);
                break;
        }
    }

    private void AddErrors(SourceLine line, ErrorCodes errors)
    {
        if (_errors.Exists(known => known.Status == errors.Status))
        {
            throw line.Error($"The status {errors.Status} is written twice; list all its error codes on one line.");
        }
        _errors.Add(errors);
    }

    private OperationResponse ReadResponse(SourceLine line, string value)
    {
        var response = ResponseLine.Parse(line, value) with { Fields = new FieldsReader(lines, Modes).Read() };
        ResponseLine.CheckFields(line, response);
        return response;
    }

    private void ReadPlace(EntryLine line)
    {
        var isRequired = line.Key.EndsWith("!", StringComparison.Ordinal);
        var name = isRequired ? line.Key.Substring(0, line.Key.Length - 1) : line.Key;
        if (Array.IndexOf(Vocabulary.Places, name) < 0 || line.Value.Length > 0)
        {
            throw line.Source.Error($"'{line.Source.Text}' is not a line of an operation.");
        }
        if (_response is not null)
        {
            throw line.Source.Error($"The place '{name}' follows the response; expected it before '->'.");
        }
        if (_places.Exists(place => place.Name == name))
        {
            throw line.Source.Error($"The place '{name}' is written twice.");
        }
        _places.Add(new(name, isRequired, new FieldsReader(lines, Modes).Read()));
    }
}
