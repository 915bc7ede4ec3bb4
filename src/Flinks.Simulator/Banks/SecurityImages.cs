namespace Flinks.Simulator.Banks;

/// <summary>Small PNG pictures, base64, as a bank that asks for one sends them.</summary>
public static class SecurityImages
{
    public const string Triangle =
        "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEX///8bXoyFhyA+AAAAWElEQVR42pXQsQ2AIBhEYQgFJSMwiqPBaIzCCJQUxGfQmP9KveYrL3nO/Z+vSmhK7EoaSp7KsZRyKiB4qEaAZkToRoJhZJjGAcsocBpwPz34TX0Jm/a9zQVms1F2edZSngAAAABJRU5ErkJggg==";

    public const string Circle =
        "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEX///+wOi5p4/7YAAAAXUlEQVR42mNgIAHwfwBT9f9AJOP//w1Aiv3//wcgqf//QZLy////AFL2////ASn8//8fgvoPBHCKEUQ1oFHMIOoA6RRWw1DtQ3ML1IFQ50IdD/UK1GNQb8I8TSQAAJgAgRkw0Ar3AAAAAElFTkSuQmCC";

    public const string Square =
        "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEX///8ufVCW6+7bAAAAFElEQVR42mNgIBUw/geChpFCkQoAAhGYm5pmxxYAAAAASUVORK5CYII=";
}
