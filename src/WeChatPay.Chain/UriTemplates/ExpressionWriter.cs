using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>Writes the values of one expression, with the operator's separators between them (RFC 6570, section 3.2.1).</summary>
internal ref struct ExpressionWriter(StringBuilder target, TemplateOperator @operator)
{
    private bool _hasBegun;

    /// <summary>Appends a single value.</summary>
    public void AppendText(TemplateVariable variable, string text)
    {
        Begin();
        AppendPair(variable, name: null, variable.Cut(text, @operator.KeepsReserved));
    }

    /// <summary>Appends a list or a map. If all members are null, it is undefined.</summary>
    public void AppendMembers(TemplateVariable variable, IEnumerable<TemplateMember> members)
    {
        var isFirst = true;
        foreach (var (name, value) in members)
        {
            if (ScalarText.From(value) is not { } text)
            {
                continue;
            }
            if (variable.Explodes)
            {
                Begin();
                AppendPair(variable, name, text);
            }
            else
            {
                AppendJoined(variable, name, text, isFirst);
            }
            isFirst = false;
        }
    }

    private void AppendPair(TemplateVariable variable, string? name, ReadOnlySpan<char> text)
    {
        if (name is not null)
        {
            Append(variable, name);
        }
        else if (@operator.IsNamed)
        {
            // Names contain only unreserved characters and percent-encoded triplets, which are kept.
            target.Append(variable.Name);
        }
        if (name is not null || @operator.IsNamed)
        {
            target.Append(text.IsEmpty ? @operator.AfterNameOfEmpty : "=");
        }
        Append(variable, text);
    }

    private void AppendJoined(TemplateVariable variable, string? name, string text, bool isFirst)
    {
        if (!isFirst)
        {
            target.Append(',');
        }
        else
        {
            Begin();
            if (@operator.IsNamed)
            {
                target.Append(variable.Name).Append('=');
            }
        }
        if (name is not null)
        {
            Append(variable, name);
            target.Append(',');
        }
        Append(variable, text);
    }

    private void Begin()
    {
        target.Append(_hasBegun ? @operator.Separator : @operator.First);
        _hasBegun = true;
    }

    private readonly void Append(TemplateVariable variable, ReadOnlySpan<char> text) => _ = @operator.KeepsReserved
        ? target.AppendEncodedExceptReserved(text, variable.Description)
        : target.AppendEncoded(text, variable.Description);
}
