namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>How members and strings form a path.</summary>
internal sealed partial class UrlChainTests
{
    [Test]
    public void Get_EachKindOfMember_IsItsSegment()
    {
        dynamic client = _client;

        client.v3.marketing.membercardOpen.ComplaintNotifications.video_upload._card_id_.getpublickey.Get(card_id: "Pq-1");

        Assert.That(
            _platform.Request.Target, Is.EqualTo("/v3/marketing/membercard-open/complaint-notifications/video_upload/Pq-1/getpublickey"));
    }

    [Test]
    public void Get_KeywordsOfCSharp_AreSegments()
    {
        dynamic client = _client;

        client.v3.@return.@lock.@class.@new.@event.Get();

        Assert.That(_platform.Request.Target, Is.EqualTo("/v3/return/lock/class/new/event"));
    }

    [Test]
    public void Get_MembersThatLookLikeVerbs_AreSegmentsWithoutParentheses()
    {
        dynamic client = _client;

        client.v3.get.post.postAsync.chain.Get();

        Assert.That(_platform.Request.Target, Is.EqualTo("/v3/get/post/post-async/chain"));
    }

    [Test]
    public async Task GetAsync_MixedStyles_FormOnePath()
    {
        dynamic client = _client;

        await client.v3["merchant-service"].images._media_id_.GetAsync(media_id: "ChsyMDAw");
        await client["v3/merchant-service"].images.Chain("{media_id}").GetAsync(media_id: "ChsyMDAw");
        await ((dynamic)_client.Chain("v3")["merchant-service"]).images._media_id_.GetAsync(media_id: "ChsyMDAw");
        await _client.Chain("v3")["merchant-service/images"].Chain("{media_id}").GetAsync(new { media_id = "ChsyMDAw" });

        Assert.That(
            _platform.Requests.Select(request => request.Target), Is.EqualTo(Enumerable.Repeat("/v3/merchant-service/images/ChsyMDAw", 4)));
    }

    [TestCase("v3/Ecommerce/fundsToOversea/ID_Abc", "/v3/Ecommerce/fundsToOversea/ID_Abc", TestName = "Chain_Capitals_AreKept")]
    [TestCase("v3/_id_/x", "/v3/_id_/x", TestName = "Chain_Underscores_MakeNoVariable")]
    [TestCase("v3/账单", "/v3/%E8%B4%A6%E5%8D%95", TestName = "Chain_Chinese_IsEncodedOnce")]
    [TestCase("v3/a b", "/v3/a%20b", TestName = "Chain_Space_IsEncodedOnce")]
    [TestCase("v3/a%20b", "/v3/a%20b", TestName = "Chain_WhatIsEncoded_IsNotEncodedAgain")]
    [TestCase("v3/x/", "/v3/x/", TestName = "Chain_TrailingSlash_IsKept")]
    [TestCase("/v3/x", "/v3/x", TestName = "Chain_LeadingSlash_IsNotDoubled")]
    [TestCase("hk/v3/x", "/hk/v3/x", TestName = "Chain_PrefixBeforeTheVersion_IsKept")]
    [TestCase("v3/x?a=1&b=%E4%B8%AD", "/v3/x?a=1&b=%E4%B8%AD", TestName = "Chain_Query_IsKept")]
    [TestCase("v3/x:y@z;a=b,c!d", "/v3/x:y@z;a=b,c!d", TestName = "Chain_CharactersOfAPath_AreKept")]
    public void Chain_OfAString(string segment, string target)
    {
        _client.Chain(segment).Get();
        _client[segment].Get();

        Assert.That(Targets, Is.EqualTo($"{target} {target}"));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [Test]
    public void Chain_StringsWithSlashesAtTheirEnds_AreJoinedByOne()
    {
        _client.Chain("/v3/").Chain("/x/")["/y"].Get();

        Assert.That(_platform.Request.Target, Is.EqualTo("/v3/x/y"));
    }

    [TestCase("v3/x/{id}", "/v3/x/a%2Fb%20%E4%B8%AD", TestName = "Chain_Variable_IsEncodedOnceAsUtf8")]
    [TestCase("v3/x/{+id}", "/v3/x/a/b%20%E4%B8%AD", TestName = "Chain_ReservedVariable_KeepsItsSlashes")]
    [TestCase("v3/x{/id}", "/v3/x/a%2Fb%20%E4%B8%AD", TestName = "Chain_PathVariable_BringsItsSlash")]
    [TestCase("v3/x{?id}", "/v3/x?id=a%2Fb%20%E4%B8%AD", TestName = "Chain_QueryVariable_BringsItsName")]
    [TestCase("v3/x?a=1{&id}", "/v3/x?a=1&id=a%2Fb%20%E4%B8%AD", TestName = "Chain_QueryContinuation_FollowsTheQuery")]
    [TestCase("v3/x/{id:3}", "/v3/x/a%2Fb", TestName = "Chain_Prefix_IsCut")]
    public void Chain_OfATemplate(string template, string target)
    {
        _client.Chain(template).Get(new { id = "a/b 中" });

        Assert.That(_platform.Request.Target, Is.EqualTo(target));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public void Chain_Empty_IsATrailingSlash()
    {
        dynamic client = _client;

        _client.Chain("v3/applyment4sub/applyment/{empty}").Get();
        client.v3.applyment4sub.applyment._empty_.Get();

        Assert.That(Targets, Is.EqualTo("/v3/applyment4sub/applyment/ /v3/applyment4sub/applyment/"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void Chain_OfNothing_IsRejected(string? segment)
    {
        Assert.That(
            () => _client.Chain(segment!),
            Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("segment"));
        Assert.That(() => _client[segment!], Throws.InstanceOf<ArgumentException>());
    }

    [TestCase("v3/{id")]
    [TestCase("v3/id}")]
    [TestCase("v3/{}")]
    [TestCase("v3/{!id}")]
    public void Chain_MalformedTemplate_IsRejectedBeforeAnythingIsSent(string template)
    {
        Assert.That(() => _client.Chain(template).Get(new { id = "1" }), Throws.ArgumentException.With.Message.Contains(template));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Get_AMemberWithNothingBetweenUnderscores_IsRejected()
    {
        dynamic client = _client;

        Assert.That(() => client.v3.__.Get(), Throws.ArgumentException.With.Message.Contains("'__'"));
        Assert.That(_platform.Requests, Is.Empty);
    }
}
