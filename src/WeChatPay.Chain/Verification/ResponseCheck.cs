using System.Text;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Verification;

/// <summary>What has to hold of one successful response before anybody sees it.</summary>
internal sealed class ResponseCheck
{
    private readonly SignatureCheck? _signature;
    private readonly StatementDigest? _statement;
    private readonly Func<byte[], SignatureCheck>? _signatureOf;

    private ResponseCheck(Func<byte[], SignatureCheck> signatureOf) => _signatureOf = signatureOf;

    private ResponseCheck(SignatureCheck? signature, StatementDigest? statement)
    {
        _signature = signature;
        _statement = statement;
    }

    /// <summary>Whether a signature covers this response. One without need not wait for it, and may be an error.</summary>
    public bool IsSigned => _signature is not null || _signatureOf is not null;

    public static async ValueTask<ResponseCheck> BeginAsync(
        SignatureVerifier verifier, HttpResponseMessage response, CallRequest request, bool isAsync, CancellationToken cancellationToken)
    {
        var headers = SignatureHeaders.Of(response.Headers);
        return WithoutKeys(verifier, headers, request)
            ?? Signed(await verifier.BeginAsync(headers, outcomeUnknown: true, isAsync, cancellationToken).ConfigureAwait(false), response, request);
    }

    /// <summary>Checks a body that is in memory.</summary>
    public void Complete(byte[] body)
    {
        if (_statement is null)
        {
            (_signature ?? _signatureOf?.Invoke(body))?.Complete(body);
        }
        else
        {
            using var content = new MemoryStream(body, writable: false);
            CompleteStatement(content);
        }
    }

    /// <summary>Starts the check of a body that streams; null when its bytes are not what is signed.</summary>
    public IncrementalVerifier? Start() => _statement is null ? _signature?.Start() : null;

    /// <summary>Checks a body that has streamed.</summary>
    /// <param name="verifier">What <see cref="Start"/> gave, with every byte appended.</param>
    /// <param name="written">The body again, to be read from its beginning.</param>
    public void Complete(IncrementalVerifier? verifier, Stream written)
    {
        if (verifier is not null)
        {
            _signature!.Complete(verifier);
        }
        else if (_statement is not null)
        {
            CompleteStatement(written);
        }
    }

    /// <returns>Null for an answer that is verified with the client's keys.</returns>
    private static ResponseCheck? WithoutKeys(SignatureVerifier verifier, SignatureHeaders headers, CallRequest request) =>
        request.KeysInResponse is { } keysIn ? VerifiedByItself(verifier, headers, keysIn)
        : UnsignedResponses.Include(request, headers) ? new ResponseCheck(null, null)
        : null;

    // Apart from its caller, which would otherwise allocate the closure for every response.
    private static ResponseCheck VerifiedByItself(SignatureVerifier verifier, SignatureHeaders headers, Func<byte[], IVerificationKeys> keysIn) =>
        new(body => verifier.Begin(headers, keysIn(body)));

    private static ResponseCheck Signed(SignatureCheck signature, HttpResponseMessage response, CallRequest request) =>
        new(signature, StatementDigest.Of(request.Uri.AbsolutePath, response));

    private void CompleteStatement(Stream content)
    {
        _signature!.Complete(Encoding.UTF8.GetBytes(_statement!.SignedBody));
        _statement.Check(content);
    }
}
