using System.Globalization;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks that a text is one JSON object or array. The catalogue keeps the text, so nothing is built.</summary>
internal struct JsonText
{
    private readonly string _text;
    private int _position;

    private JsonText(string text)
    {
        _text = text;
    }

    public static string Check(SourceLine line, string text)
    {
        var json = new JsonText(text);
        return text.Length > 0 && text[0] is '{' or '[' && json.ReadValue() && json._position == text.Length
            ? text
            : throw line.Error($"The JSON is not valid at character {json._position + 1}; expected one object or array without spaces.");
    }

    private bool ReadValue() => Peek() switch
    {
        '{' => ReadList('}', isObject: true),
        '[' => ReadList(']', isObject: false),
        '"' => ReadString(),
        _ => ReadLiteral(),
    };

    private bool ReadList(char end, bool isObject)
    {
        _position++;
        if (Skip(end))
        {
            return true;
        }
        do
        {
            if ((isObject && !(ReadString() && Skip(':'))) || !ReadValue())
            {
                return false;
            }
        }
        while (Skip(','));
        return Skip(end);
    }

    private bool ReadString()
    {
        if (!Skip('"'))
        {
            return false;
        }
        while (Peek() is not ('"' or '\0'))
        {
            _position += Peek() == '\\' ? 2 : 1;
        }
        return Skip('"');
    }

    private bool ReadLiteral()
    {
        var start = _position;
        while (Peek() is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')
        {
            _position++;
        }
        var word = _text.Substring(start, _position - start);
        return word is "true" or "false" or "null"
            || decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private bool Skip(char expected)
    {
        var isNext = Peek() == expected;
        _position += isNext ? 1 : 0;
        return isNext;
    }

    private readonly char Peek() => _position < _text.Length ? _text[_position] : '\0';
}
