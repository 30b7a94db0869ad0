using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Checks the ranges that the attributes of <see cref="NotificationQueueOptions"/> state, without reflection.</summary>
[OptionsValidator]
internal sealed partial class NotificationQueueOptionsValidator : IValidateOptions<NotificationQueueOptions>;
