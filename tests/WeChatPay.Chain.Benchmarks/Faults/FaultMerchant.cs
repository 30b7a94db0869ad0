namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The merchant of the sandbox and the ports of its two hosts: the first line that the process of the platform writes.</summary>
internal sealed record FaultMerchant(
    string MerchantId, string SerialNumber, string PrivateKey, string ApiV3Key, int MainPort, int BackupPort);
