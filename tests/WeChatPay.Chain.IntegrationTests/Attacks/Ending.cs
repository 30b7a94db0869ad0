namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>The stage at which a connection ends, and how.</summary>
public readonly record struct Ending(Stage Stage, How How)
{
    private static readonly How[] _ends = [How.Reset, How.Fin, How.Gone, How.Silence];

    /// <summary>Every stage with every way to end; from <see cref="Stage.Page403"/> on, the response is complete.</summary>
    public static IReadOnlyList<object> All { get; } =
        [.. Enum.GetValues<Stage>()
            .SelectMany(stage => stage < Stage.Page403 ? _ends.Select(how => new Ending(stage, how)) : [new Ending(stage, How.Whole)])];

    public override string ToString() => How == How.Whole ? $"{Stage}" : $"{Stage}-{How}";
}

public enum How
{
    Reset,
    Fin,

    /// <summary>As <see cref="Fin"/>, and the server stops listening.</summary>
    Gone,

    /// <summary>Nothing more is sent, and the connection stays open.</summary>
    Silence,

    /// <summary>The response is complete.</summary>
    Whole,
}

/// <summary>What the server has done before the connection ends.</summary>
public enum Stage
{
    Accepted,

    /// <summary>During the TLS handshake.</summary>
    Handshake,

    /// <summary>Before the tunnel is established; without a proxy, the same as <see cref="Accepted"/>.</summary>
    TunnelAsked,

    /// <summary>The proxy rejects the tunnel with an error status.</summary>
    TunnelRefused,

    HeadRead,
    HalfBodyRead,
    RequestRead,

    /// <summary>A 103 was sent.</summary>
    EarlyHints,

    StatusLineSent,
    HalfHeadSent,

    /// <summary>Half of a body with a Content-Length.</summary>
    HalfBodySent,

    /// <summary>Half of a chunked body.</summary>
    HalfChunksSent,

    /// <summary>Half of a body that ends with the connection.</summary>
    HalfOpenBodySent,

    /// <summary>The error page of a gateway. From here on, a complete response is sent.</summary>
    Page403,

    Page503,
    Status101,
    Status000,
    Garbage,

    /// <summary>The platform asks once for a retry.</summary>
    Busy,

    /// <summary>The platform returns an error response.</summary>
    Error,

    /// <summary>The call succeeds.</summary>
    Complete,
}
