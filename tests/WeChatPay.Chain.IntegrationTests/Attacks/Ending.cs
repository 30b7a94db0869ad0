namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>How far a connection comes, and how it ends.</summary>
public readonly record struct Ending(Stage Stage, How How)
{
    private static readonly How[] _ends = [How.Reset, How.Fin, How.Gone, How.Silence];

    /// <summary>Every stage with every end, where a stage leaves one open.</summary>
    public static IReadOnlyList<object> All { get; } =
        [.. Enum.GetValues<Stage>()
            .SelectMany(stage => stage < Stage.Page403 ? _ends.Select(how => new Ending(stage, how)) : [new Ending(stage, How.Whole)])];

    public override string ToString() => How == How.Whole ? $"{Stage}" : $"{Stage}-{How}";
}

public enum How
{
    Reset,
    Fin,

    /// <summary>The connection ends as with <see cref="Fin"/>, and the server accepts no other.</summary>
    Gone,

    /// <summary>Nothing more comes, and the connection stays open.</summary>
    Silence,

    /// <summary>The response is whole.</summary>
    Whole,
}

/// <summary>What the server has done when the connection ends.</summary>
public enum Stage
{
    Accepted,

    /// <summary>Within the TLS handshake.</summary>
    Handshake,

    /// <summary>Instead of a tunnel; without a proxy, as <see cref="Accepted"/>.</summary>
    TunnelAsked,

    /// <summary>The tunnel is refused with an error status.</summary>
    TunnelRefused,

    HeadRead,
    HalfBodyRead,
    RequestRead,

    /// <summary>A 103 was sent.</summary>
    EarlyHints,

    StatusLineSent,
    HalfHeadSent,

    /// <summary>Half of a body whose length was announced.</summary>
    HalfBodySent,

    /// <summary>Half of a chunked body.</summary>
    HalfChunksSent,

    /// <summary>Half of a body that ends with the connection.</summary>
    HalfOpenBodySent,

    /// <summary>From here on a response is sent whole: a gateway's page.</summary>
    Page403,

    Page503,
    Status101,
    Status000,
    Garbage,

    /// <summary>The platform asks once for the request again.</summary>
    Busy,

    /// <summary>The platform returns an error.</summary>
    Error,

    /// <summary>All goes well.</summary>
    Complete,
}
