using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Inbox;

/// <summary>An inbox that an application has written, which runs the handler in a transaction.</summary>
internal sealed class OwnInboxTests : InboxContract<TransactionalInbox>
{
    private readonly TransactionalInbox _inbox = new();

    protected override TransactionalInbox Inbox => _inbox;

    [Test]
    public async Task Handler_GetsWhatTheInboxPutIntoItsScope()
    {
        InboxTransaction? seen = null;
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", (_, context, _) =>
            {
                seen = context.Services.GetRequiredService<InboxTransaction>();
                return Task.CompletedTask;
            }),
            services => services.AddSingleton<INotificationInbox>(_inbox).AddScoped<InboxTransaction>());

        await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That(seen?.Attempt, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Inbox_Fails_Gets500(bool commits)
    {
        _inbox.FailsBefore = !commits;
        _inbox.FailsAtCommit = commits;
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        var response = await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That((response.Status, handled.Calls, _inbox.HasHandled), Is.EqualTo((500, commits ? 1 : 0, false)));
        Assert.That(host.Log.Text, Does.Contain("The database is unavailable."));
    }

    [Test]
    public async Task Inbox_RunsTheHandlerTwice_Throws()
    {
        _inbox.RunsTwice = true;
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(500));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    private Task<WebHost> StartAsync(RecordingHandler handled) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync),
        services => services.AddSingleton<INotificationInbox>(_inbox).AddScoped<InboxTransaction>());
}
