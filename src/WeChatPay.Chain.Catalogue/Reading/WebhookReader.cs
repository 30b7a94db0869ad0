using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads a webhook.</summary>
internal sealed class WebhookReader(LineCursor lines, Header header)
{
    private readonly DocumentationReader _documentation = new(Vocabulary.WebhookModes, Vocabulary.WebhookFlags);
    private readonly List<(SourceLine Line, Shape Shape)> _shapes = [];
    private string[]? _events;
    private string[]? _originals;
    private string[]? _tests;
    private SourceLine _testLine;
    private IReadOnlyList<Field>? _resource;
    private IReadOnlyList<Field>? _reply;

    public Webhook Read()
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
        var resource = _resource ?? throw header.Line.Error($"'{header.Id}' has no content; expected a line 'resource'.");
        CheckShapes(resource);
        CheckTests(resource);
        var rules = new RuleCheck(name => name switch { "resource" => resource, "reply" => _reply, _ => null }, ShapeNames);
        var slash = header.Target.IndexOf('/');
        return new()
        {
            Version = header.Target.Substring(0, slash),
            Kind = header.Target.Substring(slash + 1),
            Title = header.Title,
            Documentation = _documentation.Build(rules),
            Events = _events ?? [],
            Originals = _originals ?? [],
            Tests = _tests ?? [],
            Shapes = [.. _shapes.Select(item => item.Shape)],
            Resource = resource,
            Reply = _reply,
        };
    }

    private string[] ShapeNames => [.. _shapes.Select(item => item.Shape.Name).Distinct()];

    private void Read(EntryLine line)
    {
        switch (line.Key)
        {
            case "event":
                line.SetOnce(ref _events, WordList.Parse(line.Source, line.Value));
                break;
            case "original":
                line.SetOnce(ref _originals, WordList.Parse(line.Source, line.Value));
                break;
            case "test":
                line.SetOnce(ref _tests, WordList.Parse(line.Source, line.Value));
                _testLine = line.Source;
                break;
            case "shape":
                _shapes.Add((line.Source, ShapeLine.Parse(line.Source, line.Value)));
                break;
            case "resource" when line.Value.Length == 0:
                line.SetOnce(ref _resource, new FieldsReader(lines, ShapeNames).Read());
                break;
            case "reply" when line.Value.Length == 0:
                line.SetOnce(ref _reply, new FieldsReader(lines, ShapeNames).Read());
                break;
            default:
                throw line.Source.Error($"'{line.Source.Text}' is not a line of a webhook.");
        }
    }

    private void CheckShapes(IReadOnlyList<Field> resource)
    {
        foreach (var (line, shape) in _shapes)
        {
            var field = FieldTest.FieldOf(shape.Test);
            if (field != "original_type" && !FieldPath.Exists(resource, field))
            {
                throw line.Error($"The shape '{shape.Name}' tests the field '{field}', which 'resource' does not have.");
            }
            if (_shapes.Exists(other => other.Line.Number < line.Number && other.Shape == shape))
            {
                throw line.Error($"The line '{line.Text}' is written twice.");
            }
        }
    }

    // The client hands out the decrypted fields of a refund, so a test may read them.
    private void CheckTests(IReadOnlyList<Field> resource)
    {
        foreach (var test in _tests ?? [])
        {
            var isKnown = FieldTest.IsValid(test)
                && resource.Concat(resource.SelectMany(field => field.Fields)).Any(field => field.Name == FieldTest.FieldOf(test));
            if (!isKnown)
            {
                throw _testLine.Error($"'{test}' is not a test of a field of 'resource'; expected FIELD, !FIELD or FIELD=VALUE.");
            }
        }
    }
}
