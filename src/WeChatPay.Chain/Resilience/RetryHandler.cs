using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Resilience;

/// <summary>Sends a request again where that is safe. The message is the same each time; the handlers behind sign it anew.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RepeatedCall> _key = new("WeChatPay.Chain.Call");

    private readonly RetryRules _rules;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _attempts;

    public RetryHandler(RetryRules rules, TimeProvider timeProvider, ILogger logger)
    {
        _rules = rules;
        _timeProvider = timeProvider;
        _logger = logger;
        _attempts = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The rules count.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = attempt => ValueTask.FromResult(IsRepeated(Call(attempt.Context), attempt)),
                OnRetry = attempt => Prepare(Call(attempt.Context), attempt),
                DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(Call(attempt.Context) is { IsSynchronous: false } call ? call.Pause : TimeSpan.Zero),
            })
            .Build();
    }

    // Nearly every call goes well at once, and needs nothing of what repeats take.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RepeatedCall call;
        try
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode || cancellationToken.IsCancellationRequested)
            {
                _rules.NoteAnswer();
                return answer;
            }
            call = new RepeatedCall(request, IsSynchronous: false) { First = Outcome.FromResult(answer) };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            call = new RepeatedCall(request, IsSynchronous: false) { First = Outcome.FromException<HttpResponseMessage>(exception) };
        }
        return await RepeatAsync(call, cancellationToken).ConfigureAwait(false);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RepeatedCall call;
        try
        {
            var answer = base.Send(request, cancellationToken);
            if (answer.IsSuccessStatusCode || cancellationToken.IsCancellationRequested)
            {
                _rules.NoteAnswer();
                return answer;
            }
            call = new RepeatedCall(request, IsSynchronous: true) { First = Outcome.FromResult(answer) };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            call = new RepeatedCall(request, IsSynchronous: true) { First = Outcome.FromException<HttpResponseMessage>(exception) };
        }
        return Repeat(call, cancellationToken);
    }

    private async Task<HttpResponseMessage> RepeatAsync(RepeatedCall call, CancellationToken cancellationToken)
    {
        var context = Begin(call, cancellationToken);
        try
        {
            return await _attempts.ExecuteAsync(static (context, handler) => handler.AttemptAsync(Call(context), context.CancellationToken), context, this).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private HttpResponseMessage Repeat(RepeatedCall call, CancellationToken cancellationToken)
    {
        var context = Begin(call, cancellationToken);
        try
        {
            return _attempts.Execute(static (context, handler) => handler.Attempt(Call(context), context.CancellationToken), context, this);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResilienceContext Begin(RepeatedCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(_key, call);
        return context;
    }

    private static RepeatedCall Call(ResilienceContext context) => context.Properties.GetValue(_key, null!);

    private ValueTask<HttpResponseMessage> AttemptAsync(RepeatedCall call, CancellationToken cancellationToken) =>
        call.TakeFirst() is { } first ? new(first) : new(base.SendAsync(call.Message, cancellationToken));

    private HttpResponseMessage Attempt(RepeatedCall call, CancellationToken cancellationToken) => call.TakeFirst() ?? base.Send(call.Message, cancellationToken);

    private bool IsRepeated(RepeatedCall call, RetryPredicateArguments<HttpResponseMessage> attempt)
    {
        call.Failure = attempt.Outcome.Exception ?? WeChatPayApiException.Of(attempt.Outcome.Result!, PreparedRequest.Of(call.Message), _timeProvider);
        if (attempt.Context.CancellationToken.IsCancellationRequested || _rules.PauseAfter(call.Message, call.Failure, attempt.AttemptNumber) is not { } pause)
        {
            return false;
        }
        call.Pause = pause;
        return true;
    }

    private ValueTask Prepare(RepeatedCall call, OnRetryArguments<HttpResponseMessage> attempt)
    {
        var request = PreparedRequest.Of(call.Message);
        request.MayHaveTakenEffect |= request.IsUnderWay && WeChatPayException.IsOutcomeUnknown(call.Failure!);
        request.IsUnderWay = false;
        Instruments.CountRetry(request, call.Failure!);
        Log.Retry(_logger, request, call.Failure!, attempt.AttemptNumber + 1, call.Pause);
        if (call.IsSynchronous)
        {
            Pause.Wait(call.Pause, _timeProvider, attempt.Context.CancellationToken);
        }
        return default;
    }

    /// <summary>One call, and what is planned after the attempt that failed last.</summary>
    private sealed record RepeatedCall(HttpRequestMessage Message, bool IsSynchronous)
    {
        /// <summary>What came of the attempt that was made before; null when it was told.</summary>
        public Outcome<HttpResponseMessage>? First { get; set; }

        public Exception? Failure { get; set; }

        public TimeSpan Pause { get; set; }

        /// <summary>Gives the first attempt's answer, or throws its failure, once.</summary>
        public HttpResponseMessage? TakeFirst()
        {
            var first = First;
            First = null;
            first?.ThrowIfException();
            return first?.Result;
        }
    }
}
