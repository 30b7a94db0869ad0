namespace WeChatPay.Chain.Endpoints;

/// <summary>Fields that are sent as one string that contains a JSON object. A string that is already JSON converts to it.</summary>
public abstract class RequestText : RequestFields, IRequestText
{
    private readonly string? _text;

    private protected RequestText()
    {
    }

    private protected RequestText(string text) => _text = text;

    string IRequestText.ToText() => _text ?? JsonText.Write(this);
}
