using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Verification;

/// <summary>What has to hold of one successful answer before anybody sees it.</summary>
internal sealed class AnswerCheck
{
    private readonly SignatureCheck? _signature;
    private readonly StatementDigest? _statement;

    private AnswerCheck(SignatureCheck? signature, StatementDigest? statement)
    {
        _signature = signature;
        _statement = statement;
    }

    /// <summary>Whether the platform signs this answer; what it does not sign needs no waiting for the signature.</summary>
    public bool IsSigned => _signature is not null;

    public static AnswerCheck Begin(SignatureVerifier verifier, HttpResponseMessage response, PreparedRequest request)
    {
        var path = request.Uri.AbsolutePath;
        return UnsignedResponses.Includes(path)
            ? new AnswerCheck(null, null)
            : new AnswerCheck(verifier.Begin(SignatureHeaders.Of(response.Headers), outcomeUnknown: true), StatementDigest.Of(path, response));
    }

    /// <summary>Checks a body that is in memory.</summary>
    public void Complete(byte[] body)
    {
        if (_statement is null)
        {
            _signature?.Complete(body);
        }
        else
        {
            using var content = new MemoryStream(body, writable: false);
            CompleteStatement(content);
        }
    }

    /// <summary>Starts the check of a body that streams; null when its bytes are not what is signed.</summary>
    public IncrementalHash? Start() => _statement is null ? _signature?.Start() : null;

    /// <summary>Checks a body that has streamed.</summary>
    /// <param name="hash">What <see cref="Start"/> gave, with every byte appended.</param>
    /// <param name="written">The body again, to be read from its beginning.</param>
    public void Complete(IncrementalHash? hash, Stream written)
    {
        if (hash is not null)
        {
            _signature!.Complete(hash);
        }
        else if (_statement is not null)
        {
            CompleteStatement(written);
        }
    }

    private void CompleteStatement(Stream content)
    {
        _signature!.Complete(Encoding.UTF8.GetBytes(_statement!.SignedBody));
        _statement.Check(content);
    }
}
