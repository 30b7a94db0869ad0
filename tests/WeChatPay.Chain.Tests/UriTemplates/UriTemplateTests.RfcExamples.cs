namespace WeChatPay.Chain.Tests.UriTemplates;

/// <summary>The examples that RFC 6570 prints, under the section that prints them.</summary>
public partial class UriTemplateTests
{
    // The variables of section 3.2; those of section 1.2 have the same values.
    private static readonly object _rfcVariables = new
    {
        count = new List<string> { "one", "two", "three" },
        dom = new List<string> { "example", "com" },
        dub = "me/too",
        hello = "Hello World!",
        half = "50%",
        var = "value",
        who = "fred",
        @base = "http://example.com/home/",
        path = "/foo/bar",
        list = new List<string> { "red", "green", "blue" },
        keys = new Dictionary<string, string> { ["semi"] = ";", ["dot"] = ".", ["comma"] = "," },
        v = "6",
        x = "1024",
        y = "768",
        empty = "",
        empty_keys = new Dictionary<string, string>(),
        undef = (string?)null,
        // Section 2.4.2 shows the explode modifier with an address and two years.
        address = new { city = "Newport Beach", state = "CA" },
        year = new List<string> { "1965", "2000", "2012" },
        semi = ";",
    };

    [TestCase("{var}", "value")]
    [TestCase("{hello}", "Hello%20World%21")]
    public void Expand_ExamplesOfLevel1_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{+var}", "value")]
    [TestCase("{+hello}", "Hello%20World!")]
    [TestCase("{+path}/here", "/foo/bar/here")]
    [TestCase("here?ref={+path}", "here?ref=/foo/bar")]
    [TestCase("X{#var}", "X#value")]
    [TestCase("X{#hello}", "X#Hello%20World!")]
    public void Expand_ExamplesOfLevel2_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("map?{x,y}", "map?1024,768")]
    [TestCase("{x,hello,y}", "1024,Hello%20World%21,768")]
    [TestCase("{+x,hello,y}", "1024,Hello%20World!,768")]
    [TestCase("{+path,x}/here", "/foo/bar,1024/here")]
    [TestCase("{#x,hello,y}", "#1024,Hello%20World!,768")]
    [TestCase("{#path,x}/here", "#/foo/bar,1024/here")]
    [TestCase("X{.var}", "X.value")]
    [TestCase("X{.x,y}", "X.1024.768")]
    [TestCase("{/var}", "/value")]
    [TestCase("{/var,x}/here", "/value/1024/here")]
    [TestCase("{;x,y}", ";x=1024;y=768")]
    [TestCase("{;x,y,empty}", ";x=1024;y=768;empty")]
    [TestCase("{?x,y}", "?x=1024&y=768")]
    [TestCase("{?x,y,empty}", "?x=1024&y=768&empty=")]
    [TestCase("?fixed=yes{&x}", "?fixed=yes&x=1024")]
    [TestCase("{&x,y,empty}", "&x=1024&y=768&empty=")]
    public void Expand_ExamplesOfLevel3_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{var}", "value")]
    [TestCase("{var:20}", "value")]
    [TestCase("{var:3}", "val")]
    [TestCase("{semi}", "%3B")]
    [TestCase("{semi:2}", "%3B")]
    public void Expand_ExamplesOfPrefixes_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("/mapper{?address*}", "/mapper?city=Newport%20Beach&state=CA")]
    [TestCase("find{?year*}", "find?year=1965&year=2000&year=2012")]
    [TestCase("www{.dom*}", "www.example.com")]
    public void Expand_ExamplesOfExplosion_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{count}", "one,two,three")]
    [TestCase("{count*}", "one,two,three")]
    [TestCase("{/count}", "/one,two,three")]
    [TestCase("{/count*}", "/one/two/three")]
    [TestCase("{;count}", ";count=one,two,three")]
    [TestCase("{;count*}", ";count=one;count=two;count=three")]
    [TestCase("{?count}", "?count=one,two,three")]
    [TestCase("{?count*}", "?count=one&count=two&count=three")]
    [TestCase("{&count*}", "&count=one&count=two&count=three")]
    public void Expand_ExamplesOfVariableExpansion_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{var}", "value")]
    [TestCase("{hello}", "Hello%20World%21")]
    [TestCase("{half}", "50%25")]
    [TestCase("O{empty}X", "OX")]
    [TestCase("O{undef}X", "OX")]
    [TestCase("{x,y}", "1024,768")]
    [TestCase("{x,hello,y}", "1024,Hello%20World%21,768")]
    [TestCase("?{x,empty}", "?1024,")]
    [TestCase("?{x,undef}", "?1024")]
    [TestCase("?{undef,y}", "?768")]
    [TestCase("{var:3}", "val")]
    [TestCase("{var:30}", "value")]
    [TestCase("{list}", "red,green,blue")]
    [TestCase("{list*}", "red,green,blue")]
    [TestCase("{keys}", "semi,%3B,dot,.,comma,%2C")]
    [TestCase("{keys*}", "semi=%3B,dot=.,comma=%2C")]
    public void Expand_ExamplesOfSimpleStrings_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{+var}", "value")]
    [TestCase("{+hello}", "Hello%20World!")]
    [TestCase("{+half}", "50%25")]
    [TestCase("{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex")]
    [TestCase("{+base}index", "http://example.com/home/index")]
    [TestCase("O{+empty}X", "OX")]
    [TestCase("O{+undef}X", "OX")]
    [TestCase("{+path}/here", "/foo/bar/here")]
    [TestCase("here?ref={+path}", "here?ref=/foo/bar")]
    [TestCase("up{+path}{var}/here", "up/foo/barvalue/here")]
    [TestCase("{+x,hello,y}", "1024,Hello%20World!,768")]
    [TestCase("{+path,x}/here", "/foo/bar,1024/here")]
    [TestCase("{+path:6}/here", "/foo/b/here")]
    [TestCase("{+list}", "red,green,blue")]
    [TestCase("{+list*}", "red,green,blue")]
    [TestCase("{+keys}", "semi,;,dot,.,comma,,")]
    [TestCase("{+keys*}", "semi=;,dot=.,comma=,")]
    public void Expand_ExamplesOfReservedStrings_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{#var}", "#value")]
    [TestCase("{#hello}", "#Hello%20World!")]
    [TestCase("{#half}", "#50%25")]
    [TestCase("foo{#empty}", "foo#")]
    [TestCase("foo{#undef}", "foo")]
    [TestCase("{#x,hello,y}", "#1024,Hello%20World!,768")]
    [TestCase("{#path,x}/here", "#/foo/bar,1024/here")]
    [TestCase("{#path:6}/here", "#/foo/b/here")]
    [TestCase("{#list}", "#red,green,blue")]
    [TestCase("{#list*}", "#red,green,blue")]
    [TestCase("{#keys}", "#semi,;,dot,.,comma,,")]
    [TestCase("{#keys*}", "#semi=;,dot=.,comma=,")]
    public void Expand_ExamplesOfFragments_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{.who}", ".fred")]
    [TestCase("{.who,who}", ".fred.fred")]
    [TestCase("{.half,who}", ".50%25.fred")]
    [TestCase("www{.dom*}", "www.example.com")]
    [TestCase("X{.var}", "X.value")]
    [TestCase("X{.empty}", "X.")]
    [TestCase("X{.undef}", "X")]
    [TestCase("X{.var:3}", "X.val")]
    [TestCase("X{.list}", "X.red,green,blue")]
    [TestCase("X{.list*}", "X.red.green.blue")]
    [TestCase("X{.keys}", "X.semi,%3B,dot,.,comma,%2C")]
    [TestCase("X{.keys*}", "X.semi=%3B.dot=..comma=%2C")]
    [TestCase("X{.empty_keys}", "X")]
    [TestCase("X{.empty_keys*}", "X")]
    public void Expand_ExamplesOfLabels_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{/who}", "/fred")]
    [TestCase("{/who,who}", "/fred/fred")]
    [TestCase("{/half,who}", "/50%25/fred")]
    [TestCase("{/who,dub}", "/fred/me%2Ftoo")]
    [TestCase("{/var}", "/value")]
    [TestCase("{/var,empty}", "/value/")]
    [TestCase("{/var,undef}", "/value")]
    [TestCase("{/var,x}/here", "/value/1024/here")]
    [TestCase("{/var:1,var}", "/v/value")]
    [TestCase("{/list}", "/red,green,blue")]
    [TestCase("{/list*}", "/red/green/blue")]
    [TestCase("{/list*,path:4}", "/red/green/blue/%2Ffoo")]
    [TestCase("{/keys}", "/semi,%3B,dot,.,comma,%2C")]
    [TestCase("{/keys*}", "/semi=%3B/dot=./comma=%2C")]
    public void Expand_ExamplesOfPathSegments_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{;who}", ";who=fred")]
    [TestCase("{;half}", ";half=50%25")]
    [TestCase("{;empty}", ";empty")]
    [TestCase("{;v,empty,who}", ";v=6;empty;who=fred")]
    [TestCase("{;v,bar,who}", ";v=6;who=fred")]
    [TestCase("{;x,y}", ";x=1024;y=768")]
    [TestCase("{;x,y,empty}", ";x=1024;y=768;empty")]
    [TestCase("{;x,y,undef}", ";x=1024;y=768")]
    [TestCase("{;hello:5}", ";hello=Hello")]
    [TestCase("{;list}", ";list=red,green,blue")]
    [TestCase("{;list*}", ";list=red;list=green;list=blue")]
    [TestCase("{;keys}", ";keys=semi,%3B,dot,.,comma,%2C")]
    [TestCase("{;keys*}", ";semi=%3B;dot=.;comma=%2C")]
    public void Expand_ExamplesOfPathParameters_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{?who}", "?who=fred")]
    [TestCase("{?half}", "?half=50%25")]
    [TestCase("{?x,y}", "?x=1024&y=768")]
    [TestCase("{?x,y,empty}", "?x=1024&y=768&empty=")]
    [TestCase("{?x,y,undef}", "?x=1024&y=768")]
    [TestCase("{?var:3}", "?var=val")]
    [TestCase("{?list}", "?list=red,green,blue")]
    [TestCase("{?list*}", "?list=red&list=green&list=blue")]
    [TestCase("{?keys}", "?keys=semi,%3B,dot,.,comma,%2C")]
    [TestCase("{?keys*}", "?semi=%3B&dot=.&comma=%2C")]
    public void Expand_ExamplesOfQueries_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    [TestCase("{&who}", "&who=fred")]
    [TestCase("{&half}", "&half=50%25")]
    [TestCase("?fixed=yes{&x}", "?fixed=yes&x=1024")]
    [TestCase("{&x,y,empty}", "&x=1024&y=768&empty=")]
    [TestCase("{&x,y,undef}", "&x=1024&y=768")]
    [TestCase("{&var:3}", "&var=val")]
    [TestCase("{&list}", "&list=red,green,blue")]
    [TestCase("{&list*}", "&list=red&list=green&list=blue")]
    [TestCase("{&keys}", "&keys=semi,%3B,dot,.,comma,%2C")]
    [TestCase("{&keys*}", "&semi=%3B&dot=.&comma=%2C")]
    public void Expand_ExamplesOfQueryContinuations_AreAsPrinted(string template, string expected) => AssertExample(template, expected);

    private static void AssertExample(string template, string expected) =>
        Assert.That(Expand(template, _rfcVariables), Is.EqualTo(expected));
}
