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
                OnRetry = attempt => Repeat(Call(attempt.Context), attempt),
                DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(Call(attempt.Context) is { IsSynchronous: false } call ? call.Pause : TimeSpan.Zero),
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = Begin(new RepeatedCall(request, IsSynchronous: false), cancellationToken);
        try
        {
            return await _attempts.ExecuteAsync(
                static (context, handler) => new ValueTask<HttpResponseMessage>(handler.AttemptAsync(Call(context).Message, context.CancellationToken)), context, this).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = Begin(new RepeatedCall(request, IsSynchronous: true), cancellationToken);
        try
        {
            return _attempts.Execute(static (context, handler) => handler.Attempt(Call(context).Message, context.CancellationToken), context, this);
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

    private Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage message, CancellationToken cancellationToken) => base.SendAsync(message, cancellationToken);

    private HttpResponseMessage Attempt(HttpRequestMessage message, CancellationToken cancellationToken) => base.Send(message, cancellationToken);

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

    private ValueTask Repeat(RepeatedCall call, OnRetryArguments<HttpResponseMessage> attempt)
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
        public Exception? Failure { get; set; }

        public TimeSpan Pause { get; set; }
    }
}
