"""Words and phrases that the safety gate blocks, by level: lower case, in their base form.

The gate matches whole words and their plurals, so that "warm" never trips over "war"; other forms of a word are
entries of their own. Stricter levels include the looser ones.
"""

#: For everybody: content that no picture book studio draws.
STANDARD = """
child porn, child pornography, csam, lolicon, shotacon, a loli, loli girl, loli boy, loli body, loli anime, anime loli,
a shota, shota boy, shota body, shota anime, anime shota, underage sex, bestiality, incest,
rape, raped, raping, rapist,
porn, pornography, pornographic, xxx rated, xxx video, xxx movie, xxx film, xxx picture, xxx image, xxx content, xxx
star,
adult xxx, hentai, hardcore sex, blowjob, handjob, gangbang, bukkake, deepthroat, cumshot,
having sex, have sex, has sex, had sex, sex act, sex scene, sex position, sex toy, sexual act, sexual
intercourse,
masturbate, masturbating, masturbation, orgasm, penis, vagina, genitalia, genitals, his erection, my erection, your
erection, an erection, with erection, hard erection, anal sex, oral sex,
nude child, naked child, nude kid, naked kid, nude minor, naked minor, nude teen, naked teen,
behead, beheaded, beheading, decapitate, decapitated, decapitation, disembowel, disembowelled, dismember,
dismembered, dismemberment, mutilate, mutilated, mutilation, snuff film,
swastika, nazi salute, hitler, ku klux klan, genocide, ethnic cleansing,
suicide method, how to kill yourself, self harm, self-harm, cut myself,
pipe bomb, how to make a bomb, school shooting, mass shooting, terrorist attack
"""

#: Names, numerals and words with an everyday meaning, for everybody: blocked only in a text that also has a word of
#: `GENRE`. Shota and Loli are names of children and aunts, XXX is a number and three kisses.
AMBIGUOUS = """
loli, shota, xxx, erection
"""

#: Words of the genre that an ambiguous word belongs to.
GENRE = """
hentai, ecchi, lewd, nsfw, doujin, doujinshi, yaoi, futanari, ahegao, oppai, uncensored, explicit, r18, r-18, rule 34,
porn, porno, pornography, pornographic, nude, nudity, naked, topless, undressed, undressing, unclothed, erotic, erotica,
sex, sexy, sexual, sexualized, sexualised, seductive, seducing, aroused, arousal, fetish, bdsm, bondage, lingerie,
panty,
panties, upskirt, genital, penis, vagina, nipple, breast, hardcore, orgasm, masturbating, stripper, striptease
"""

#: For readers from about nine years on.
MODERATE = """
sex, sexy, sexual, erotic, erotica, fetish, nude, nudity, naked, topless, lingerie, stripper, striptease,
prostitute, prostitution, brothel, bdsm, bondage, genital, boobs,
murder, murdered, murderer, murdering, kill, killed, killer, killing, massacre, massacred, slaughter, slaughtered,
torture, tortured, torturing, gore, gory, corpse, bloodbath, bloodshed, blood-soaked, stab, stabbed, stabbing,
strangle, strangled, strangling, lynch, lynched, lynching, execution,
suicide, suicidal, heroin, cocaine, meth, crack pipe, marijuana, cannabis, weed joint, ecstasy pill, drug dealer,
overdose, drunk, get stoned, nazi, terrorist, terrorism, hostage, kidnap, kidnapped, kidnapper, kidnapping,
fuck, fucked, fucker, fucking,
motherfucker, shit, shitty, bitch, cunt, asshole, bastard, whore, slut, nigger, faggot, retard
"""

#: For small children: nothing frightening, nothing dangerous to copy.
STRICT = """
war, warfare, gun, handgun, rifle, shotgun, machine gun, pistol, bullet, grenade, bomb, bombed, bombing, explosive,
missile, assault, weapon, blood, bloody, bleeding, dead body, die, died, dying, death, dead, hanged, hanging corpse,
human skull, skeleton warrior, zombie, demon, devil, satan, satanic, hell, possessed by, exorcism, horror, terrifying,
gruesome, creepy clown, serial killer, knife attack, axe murderer,
alcohol, beer, wine, vodka, whiskey, cigarette, cigar, smoking, vape, vaping, tobacco, drug, poison, poisoned,
damn, crap, piss, hate speech, hate crime, gambling, casino
"""

#: Innocent phrases that hold a blocked word, for every level.
INNOCENT = """
rape field, rape seed, rape blossom, rape flower, rape oil, rape plant, rape crop, rape harvest, rape honey, rape
meadow,
rape in bloom, rape in flower, rape is in bloom, rape is in flower, field of rape, fields of rape, oilseed rape, oil
seed rape,
winter rape, blooming rape, flowering rape, yellow rape,
cut myself * slice, cut myself * piece, cut myself * bit, cut myself * chunk, cut myself * wedge, cut myself * cake,
cut myself * bread, cut myself * pie, cut myself * cheese, cut myself * sandwich, cut myself * apple, cut myself *
melon,
cut myself * stick, cut myself * flower, cut myself * ribbon, cut myself * mask, cut myself * slack, cut myself off,
cut myself loose, cut myself free,
have sex ed, having sex ed, had sex ed, have sex education, having sex education, had sex education,
an erection of, an erection site, an erection crew, an erection company, with erection of,
killer whale, killer bee, naked mole rat, naked oat,
tug of war, water gun, squirt gun, glue gun, bullet train, bullet point, bath bomb,
glitter bomb, seed bomb, blood orange, blood moon, bleeding heart,
dead leaf, dead leaves, dead tree, dead branch, dead branches, dead wood, dead end, day of the dead, roll the die,
roll a die, poison ivy, poison apple, poisoned apple, poison dart frog, poison frog,
tasmanian devil, devil's food, devil\u2019s food, root beer, ginger beer, smoking chimney, smoking volcano,
smoking volcanoes
"""
