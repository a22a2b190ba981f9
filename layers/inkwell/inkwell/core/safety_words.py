"""What the safety gate blocks, by how strict it is. Single words and phrases, lower case, in their base form.

The gate matches whole words and their regular endings, so that "warm" never trips over "war". Stricter levels include
the looser ones.
"""

#: For everybody: content that no picture book studio draws.
STANDARD = """
child porn, child pornography, csam, loli, lolicon, shota, shotacon, underage sex, bestiality, incest, rape, rapist,
porn, pornography, pornographic, xxx, hentai, hardcore sex, blowjob, handjob, gangbang, bukkake, deepthroat, cumshot,
masturbate, masturbation, orgasm, penis, vagina, genitalia, genitals, erection, anal sex, oral sex,
nude child, naked child, nude kid, naked kid, nude minor, naked minor, nude teen, naked teen,
behead, beheading, decapitate, decapitation, disembowel, dismember, dismemberment, mutilate, mutilation, snuff film,
swastika, nazi salute, hitler, ku klux klan, genocide, ethnic cleansing,
suicide method, how to kill yourself, self harm, self-harm, cut myself,
pipe bomb, how to make a bomb, school shooting, mass shooting, terrorist attack
"""

#: For readers from about nine years on.
MODERATE = """
sex, sexy, sexual, erotic, erotica, fetish, nude, nudes, nudity, naked, topless, lingerie, stripper, striptease,
prostitute, prostitution, brothel, bdsm, bondage, genital, boobs,
murder, murderer, kill, killer, killing, massacre, slaughter, torture, gore, gory, corpse, bloodbath, bloodshed,
blood-soaked, stab, stabbing, strangle, lynch, execution,
suicide, suicidal, heroin, cocaine, meth, crack pipe, marijuana, cannabis, weed joint, ecstasy pill, drug dealer,
overdose, drunk, get high, nazi, terrorist, terrorism, hostage, kidnap, kidnapping,
fuck, fucking, motherfucker, shit, bitch, cunt, asshole, bastard, whore, slut, nigger, faggot, retard
"""

#: For small children: nothing frightening, nothing dangerous to copy.
STRICT = """
war, warfare, gun, handgun, rifle, shotgun, machine gun, pistol, bullet, grenade, bomb, bombing, explosive, missile,
assault, weapon, blood, bloody, bleeding, dead body, die, died, dying, death, dead, hanged, hanging corpse, skull,
skeleton warrior, zombie, demon, devil, satan, satanic, hell, possessed, exorcism, horror, nightmare, terrifying,
gruesome, creepy clown, serial killer, knife attack, axe murderer,
alcohol, beer, wine, vodka, whiskey, cigarette, cigar, smoking, vape, vaping, tobacco, drug, drugs, poison,
damn, crap, piss, hate, gambling, casino
"""
