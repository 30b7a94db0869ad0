namespace WeChatPay.Chain.Sinks;

/// <summary>A sink that reads the body itself, because what unpacks it can be read from but not written to.</summary>
internal interface IBodySink
{
    /// <param name="body">Is read to its end and left open. A call that is repeated starts over with another one.</param>
    /// <param name="isGzip">Whether the body starts as gzip does.</param>
    /// <param name="most">How many bytes it may be unpacked to.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task ReceiveAsync(Stream body, bool isGzip, long most, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReceiveAsync"/>
    void Receive(Stream body, bool isGzip, long most);
}
