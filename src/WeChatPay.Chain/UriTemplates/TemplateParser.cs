using System.Globalization;
using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>Parses a template according to the grammar of RFC 6570, section 2.</summary>
internal sealed class TemplateParser(string text)
{
    private const string ReservedForLater = "=,!@|";

    private int _position;

    // At the end, a character that is never accepted.
    private char Current => _position < text.Length ? text[_position] : '\0';

    /// <summary>Parses the whole template.</summary>
    /// <returns>The parts, at least one. The last has no expression if the template ends with a literal.</returns>
    /// <exception cref="ArgumentException">The template is malformed. The message shows the position.</exception>
    public TemplatePart[] Parse()
    {
        var parts = new List<TemplatePart>();
        do
        {
            parts.Add(new TemplatePart(ReadLiteral(), _position < text.Length ? ReadExpression() : null));
        }
        while (_position < text.Length);
        return [.. parts];
    }

    private string ReadLiteral()
    {
        var start = _position;
        while (_position < text.Length && text[_position] != '{')
        {
            if (!Rune.TryGetRuneAt(text, _position, out var rune))
            {
                throw Malformed("an unpaired surrogate, which cannot be encoded as UTF-8. Write whole characters");
            }
            if (rune.Value == '}')
            {
                throw Malformed("a '}' without a '{'. Write %7D for the character itself");
            }
            if (rune.Value == '\\')
            {
                // Some servers treat it as a slash, which would turn one segment into two.
                throw Malformed("a backslash. Write '/' between segments, or %5C for the character itself");
            }
            if (Rune.IsControl(rune))
            {
                throw Malformed($"the control character U+{rune.Value:X4}. Remove it");
            }
            _position += rune.Utf16SequenceLength;
        }
        return new StringBuilder().AppendEncodedExceptReserved(text.AsSpan(start.._position), "the template").ToString();
    }

    private TemplateExpression ReadExpression()
    {
        var start = _position++;
        var @operator = ReadOperator();
        var variables = new List<TemplateVariable>();
        do
        {
            variables.Add(ReadVariable());
        }
        while (Accept(','));
        if (!Accept('}'))
        {
            throw Unexpected("',' or '}'");
        }
        return new TemplateExpression(text[start.._position], @operator, [.. variables]);
    }

    private TemplateOperator ReadOperator()
    {
        if (ReservedForLater.Contains(Current))
        {
            throw Malformed($"'{Current}', an operator that RFC 6570 reserves for future use. The operators are + # . / ; ? &");
        }
        if (TemplateOperator.Find(Current) is not { } @operator)
        {
            return TemplateOperator.None;
        }
        _position++;
        return @operator;
    }

    private TemplateVariable ReadVariable()
    {
        var name = ReadName();
        return Accept('*') ? new TemplateVariable(name, Explodes: true, MaxLength: null)
            : new TemplateVariable(name, Explodes: false, Accept(':') ? ReadMaxLength() : null);
    }

    private string ReadName()
    {
        var start = _position;
        do
        {
            ReadNameBetweenDots();
        }
        while (Accept('.'));
        return text[start.._position];
    }

    private void ReadNameBetweenDots()
    {
        var start = _position;
        while (GetNameCharacterLength() is > 0 and var length)
        {
            _position += length;
        }
        if (_position == start)
        {
            throw Unexpected("the name of a variable (letters, digits, '_', and '.' between them)");
        }
    }

    private int GetNameCharacterLength()
    {
        if (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            return 1;
        }
        return PercentEncoding.StartsWithTriplet(text.AsSpan(_position)) ? 3 : 0;
    }

    private int ReadMaxLength()
    {
        var start = _position;
        while (char.IsAsciiDigit(Current))
        {
            _position++;
        }
        var digits = text.AsSpan(start.._position);
        if (digits is not [>= '1', ..] or { Length: > 4 })
        {
            _position = start;
            throw Unexpected("a length from 1 to 9999, without a leading zero");
        }
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private bool Accept(char expected)
    {
        if (_position == text.Length || text[_position] != expected)
        {
            return false;
        }
        _position++;
        return true;
    }

    private ArgumentException Unexpected(string expected) =>
        Malformed($"{(_position < text.Length ? $"'{Current}'" : "the end of the text")} instead of {expected}");

    private ArgumentException Malformed(string seen) =>
        new($"The template '{UriTemplate.Redact(text)}' is malformed at index {_position}: found {seen}.");
}
