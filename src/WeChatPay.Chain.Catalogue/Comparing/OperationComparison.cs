using System.Text;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares two states of an operation.</summary>
internal sealed class OperationComparison
{
    // A verb has a named argument for each of them.
    private static readonly string[] _argumentFlags = ["security", "nonceless", "download"];

    private readonly Operation _before;
    private readonly Operation _after;
    private readonly ChangeList _changes;

    private OperationComparison(Operation before, Operation after)
    {
        (_before, _after) = (before, after);
        _changes = new(after.Id);
    }

    public static IReadOnlyList<ApiChange> Compare(Operation before, Operation after)
    {
        var comparison = new OperationComparison(before, after);
        comparison.CompareAddress();
        comparison.CompareHost();
        comparison.CompareFlags();
        comparison.ComparePlaces();
        comparison.CompareResponse();
        comparison.CompareDocumentation();
        return comparison._changes.Changes;
    }

    private void CompareAddress()
    {
        if (_before.Method != _after.Method)
        {
            _changes.Break("", $"has the verb {_after.Method} (was {_before.Method}); calls of the old verb no longer compile.");
        }
        if (_before.Path != _after.Path)
        {
            _changes.Break("", $"has other variables in the path (was '{_before.Path}'); calls with the old names no longer compile.");
        }
        _changes.AddIfChanged("", "the path that is sent", _before.Wire, _after.Wire);
    }

    private void CompareHost()
    {
        var (before, after) = (_before.Host, _after.Host);
        if (before == after)
        {
            return;
        }
        if (after is null)
        {
            _changes.Break("host", $"'{before!.Url}' was removed; calls with 'base_uri' no longer compile.");
        }
        else if (after.IsOnly || (before is not null && before.Url != after.Url))
        {
            _changes.Break("host", $"requests belong to '{after.Url}'{(after.IsOnly ? " only" : "")}; other hosts may reject them.");
        }
        else
        {
            _changes.Add("host", $"requests may be sent to '{after.Url}' too.");
        }
    }

    private void CompareFlags()
    {
        var (before, after) = (_before.Documentation.Flags, _after.Documentation.Flags);
        foreach (var flag in after.Except(before))
        {
            _changes.Add("flags", $"'{flag}' was added.");
        }
        foreach (var flag in before.Except(after))
        {
            var isArgument = Array.IndexOf(_argumentFlags, flag) >= 0;
            _changes.Add(
                "flags", $"'{flag}' was removed" + (isArgument ? "; calls that use it no longer compile." : "."), isBreaking: isArgument);
        }
    }

    private void ComparePlaces()
    {
        var fields = new FieldListComparison(FieldUse.Request, _changes);
        foreach (var place in _before.Places)
        {
            if (_after.FindPlace(place.Name) is not { } other)
            {
                _changes.Break(place.Name, "was removed; calls with this argument no longer compile.");
                continue;
            }
            if (place.IsRequired != other.IsRequired)
            {
                _changes.Add(
                    place.Name,
                    other.IsRequired ? "must be sent; calls without this argument no longer compile." : "became optional.",
                    isBreaking: other.IsRequired);
            }
            fields.Compare(place.Name, place.Fields, other.Fields);
        }
        foreach (var place in _after.Places.Where(place => _before.FindPlace(place.Name) is null))
        {
            _changes.Add(
                place.Name,
                place.IsRequired ? "was added and must be sent; calls without this argument no longer compile." : "was added.",
                isBreaking: place.IsRequired);
        }
    }

    private void CompareResponse()
    {
        var (before, after) = (_before.Response, _after.Response);
        if (before.Kind != after.Kind)
        {
            _changes.Break("response", $"is {after.Kind} (was {before.Kind}); code that reads it no longer compiles.");
        }
        if (before.IsErrorOnly != after.IsErrorOnly || before.HasFields != after.HasFields)
        {
            _changes.Break("response", "has its fields in other cases; code that reads them may no longer compile.");
        }
        new FieldListComparison(FieldUse.Response, _changes).Compare("response", before.Fields, after.Fields);
    }

    private void CompareDocumentation()
    {
        _changes.AddIfChanged("", "the title", _before.Title, _after.Title);
        _changes.AddIfChanged("", "the sample", _before.Sample, _after.Sample);
        _changes.AddIfChanged("", "the parts of the upload", _before.Media, _after.Media);
        DocumentationComparison.Compare(_changes, _before.Documentation, _after.Documentation);
        DocumentationComparison.CompareLines(_changes, text => WriteDetails(text, _before), text => WriteDetails(text, _after));
    }

    private static void WriteDetails(StringBuilder text, Operation operation)
    {
        EntryText.Products(text, operation.Products);
        EntryText.Rivals(text, operation.Rivals);
        EntryText.Variants(text, operation.Variants);
        EntryText.Errors(text, operation.Errors);
    }
}
