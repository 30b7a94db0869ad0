using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>Validates the attributes of <see cref="NotificationQueueOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class NotificationQueueOptionsValidator : IValidateOptions<NotificationQueueOptions>;
