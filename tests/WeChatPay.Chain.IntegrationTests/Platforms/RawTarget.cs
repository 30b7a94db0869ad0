using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using WireMock;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>
/// The target of the request line, which is part of the signature message. WireMock.Net decodes it, so a header carries the original.
/// </summary>
internal static class RawTarget
{
    public const string Header = "Raw-Target";

    public static void Keep(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Request.Headers[Header] = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return next(context);
    });

    public static string Read(IRequestMessage request) => request.Headers![Header].Single();
}
