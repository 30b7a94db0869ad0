using System.Text;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Verification;

/// <summary>The checks that a successful response must pass before it is returned.</summary>
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

    /// <summary>Whether a signature covers this response. An unsigned one can be passed on as it arrives, and may be an error.</summary>
    public bool IsSigned => _signature is not null || _signatureOf is not null;

    public static async ValueTask<ResponseCheck> BeginAsync(
        SignatureVerifier verifier, HttpResponseMessage response, CallRequest request, bool isAsync, CancellationToken cancellationToken)
    {
        var headers = SignatureHeaders.From(response.Headers);
        return CreateWithoutKeys(verifier, headers, request)
            ?? CreateSigned(
                await verifier.BeginAsync(headers, outcomeUnknown: true, isAsync, cancellationToken).ConfigureAwait(false),
                response,
                request);
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

    /// <summary>
    /// Starts the check of a body that is streamed; <see langword="null"/> if the signature does not cover its bytes directly.
    /// </summary>
    public IncrementalVerifier? Start() => _statement is null ? _signature?.Start() : null;

    /// <summary>Checks a body that was streamed.</summary>
    /// <param name="verifier">The result of <see cref="Start"/>, with every byte appended.</param>
    /// <param name="written">The complete body; it is read from its beginning.</param>
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

    /// <returns><see langword="null"/> for a response that is verified with the client's keys.</returns>
    private static ResponseCheck? CreateWithoutKeys(SignatureVerifier verifier, SignatureHeaders headers, CallRequest request)
    {
        if (request.KeysInResponse is { } keysIn)
        {
            return CreateWithKeysInResponse(verifier, headers, keysIn);
        }
        return UnsignedResponses.Include(request, headers) ? new ResponseCheck(signature: null, statement: null) : null;
    }

    // Separate from its caller, which would otherwise allocate the closure for every response.
    private static ResponseCheck CreateWithKeysInResponse(
        SignatureVerifier verifier, SignatureHeaders headers, Func<byte[], IVerificationKeys> keysIn) =>
        new(body => verifier.Begin(headers, keysIn(body)));

    private static ResponseCheck CreateSigned(SignatureCheck signature, HttpResponseMessage response, CallRequest request) =>
        new(signature, StatementDigest.From(request.Uri.AbsolutePath, response));

    private void CompleteStatement(Stream content)
    {
        _signature!.Complete(Encoding.UTF8.GetBytes(_statement!.SignedBody));
        _statement.Check(content);
    }
}
