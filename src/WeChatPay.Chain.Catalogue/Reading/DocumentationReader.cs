using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the lines that operations and webhooks have in common.</summary>
/// <param name="knownModes">The modes that the line <c>modes</c> may have.</param>
/// <param name="knownFlags">The flags that the line <c>flags</c> may have.</param>
internal sealed class DocumentationReader(string[] knownModes, string[] knownFlags)
{
    private readonly List<Status> _statuses = [];
    private readonly List<Link> _links = [];
    private readonly List<(SourceLine Line, Rule Rule)> _rules = [];
    private string? _page;
    private string[]? _sources;
    private string[]? _flags;

    /// <summary>Gets the words of the line <c>modes</c>.</summary>
    public string[]? Modes { get; private set; }

    public bool TryRead(EntryLine line)
    {
        switch (line.Key)
        {
            case "page":
                line.SetOnce(ref _page, PageLine.Parse(line.Source, line.Value));
                return true;
            case "status":
                _statuses.Add(StatusLine.Parse(line.Source, line.Value));
                return true;
            case "doc":
                line.AddOnce(_links, LinkLine.Parse(line.Source, line.Value));
                return true;
            case "modes":
                var modes = Modes;
                line.SetOnce(ref modes, WordList.Parse(line.Source, line.Value, knownModes, "a mode"));
                Modes = modes;
                return true;
            case "checked":
                line.SetOnce(ref _sources, WordList.Parse(line.Source, line.Value, Vocabulary.Sources, "a source"));
                return true;
            case "flags":
                line.SetOnce(ref _flags, WordList.Parse(line.Source, line.Value, knownFlags, "a flag"));
                return true;
            case "anyof":
                _rules.Add((line.Source, RuleLine.ParseAnyOf(line.Source, line.Value)));
                return true;
            case "oneof":
                _rules.Add((line.Source, RuleLine.ParseOneOf(line.Source, line.Value)));
                return true;
            case "need":
                _rules.Add((line.Source, RuleLine.ParseNeed(line.Source, line.Value)));
                return true;
            default:
                return false;
        }
    }

    public Documentation Build(RuleCheck check)
    {
        foreach (var (line, rule) in _rules)
        {
            check.Check(line, rule);
        }
        return new()
        {
            Page = _page,
            Statuses = _statuses,
            Links = _links,
            Modes = Modes ?? [],
            Sources = _sources ?? [],
            Flags = _flags ?? [],
            Rules = [.. _rules.Select(item => item.Rule)],
        };
    }
}
