using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.IntegrationTests.Support;
using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Types;
using WireMock.Util;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The exact bytes and headers that WireMock sends.</summary>
public sealed record WireMockResponse(int Status, byte[] Body, ImmutableDictionary<string, string> Headers)
{
    private static readonly HttpContextAccessor _context = new();

    /// <summary>How long the server waits before it responds.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The number of pieces in which the body is sent; 0 leaves it to the server.</summary>
    public int Pieces { get; init; }

    /// <summary>How long the server pauses between two pieces.</summary>
    public TimeSpan PieceInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How the connection breaks; null when it does not.</summary>
    public ConnectionFault? Fault { get; init; }

    public WireMockResponse With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };

    public WireMockResponse Without(params IEnumerable<string> headers) => this with { Headers = Headers.RemoveRange(headers) };

    /// <param name="holdAsync">Records a request whose response is delayed, and waits.</param>
    public IResponseBuilder ToResponse(Func<IRequestMessage, TimeSpan, Task> holdAsync) => Response.Create().WithCallback(async request =>
    {
        if (Delay > TimeSpan.Zero || Fault is not null)
        {
            await holdAsync(request, Delay);
        }
        var context = _context.HttpContext!;
        if (Pieces > 0)
        {
            context.Response.Body = new PiecewiseStream(context.Response.Body, Pieces, PieceInterval);
        }
        Fault?.Cause(context);
        return new ResponseMessage
        {
            StatusCode = Status,
            Headers = Headers.ToDictionary(header => header.Key, header => new WireMockList<string>(header.Value)),
            BodyData = Body.Length == 0 ? null : new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = Body },
        };
    });
}
