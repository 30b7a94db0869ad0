namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>Who the sandbox takes for its merchant, and the ports of its two hosts: what the platform's process says first.</summary>
internal sealed record FaultMerchant(
    string MerchantId, string SerialNumber, string PrivateKey, string ApiV3Key, int MainPort, int BackupPort);
